"""The letter to who proposed a course: what the editors answered."""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string

from portal.accounts.models import User
from portal.keys import key_of, model_and_pk
from portal.mail import kinds, outbox
from portal.mail.letters import Letter

from .models import Course

KEEPS_ITS_WORTH = timedelta(days=7)
SUBJECTS = {
    Course.State.PUBLISHED: "Je cursus staat online: {}",
    Course.State.ASKED: "De redactie vraagt je iets: {}",
    Course.State.REFUSED: "Niet geplaatst: {}",
}


def tell_proposer(course, *, now):
    """Plan the letter about the answer of now; nobody gets one who closed her account."""
    if course.proposed_by_id:
        outbox.plan(
            ANSWER.name,
            subject=key_of(course),
            recipient=key_of(course.proposed_by),
            occasion=_occasion(course),
            due_at=now,
            not_after=now + KEEPS_ITS_WORTH,
        )


def still_due(row, now):
    course = _course(row)
    if _recipient(row) is None:
        return "Deze persoon heeft geen account meer."
    if course is None or _occasion(course) != row.occasion:
        return "Het antwoord van de redactie is intussen anders."
    return ""


def render(row, now):
    course, proposer = _course(row), _recipient(row)
    subject = SUBJECTS[course.state].format(course.title)
    context = {
        "subject": subject,
        "course": course,
        "proposer": proposer,
        "url": settings.SITE_URL + course.get_absolute_url(),
    }
    return Letter(
        to=proposer.email,
        subject=subject,
        text=render_to_string("courses/mail/answer.txt", context),
        html=render_to_string("courses/mail/answer.html", context),
    )


def _occasion(course):
    return f"{course.state} {course.answered_at}"


def _course(row):
    _, pk = model_and_pk(row.subject)
    return Course.objects.filter(pk=pk).first()


def _recipient(row):
    _, pk = model_and_pk(row.recipient)
    return User.objects.filter(pk=pk, is_active=True).first()


ANSWER = kinds.register(
    kinds.Kind("courses.answer", "Antwoord op een aangeboden cursus", still_due, render)
)
