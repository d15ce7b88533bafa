"""A course is proposed, answered once by the editors, and then its trainers'.

Each answer plans its mail to the proposer in the same transaction.
"""

from django.db import transaction

from courses.mail import tell_proposer
from courses.models import Course
from courses.notifications import tell_of_course
from portal.gatherings.actions import change_usual_leads
from portal.gatherings.slugs import save_with_slug

WORDS = [
    "title",
    "summary",
    "goal",
    "audience",
    "level",
    "learning_format",
    "hours",
    "preparation",
    "in_company",
    "reminder_days",
]


class AlreadyAnswered(Exception):  # noqa: N818  # an answer, no fault
    """Another editor was first; ``str()`` says so, in Dutch."""


@transaction.atomic
def propose(course, *, by, themes, now):
    """Hand a new ``course`` to the editors; who proposes it gives it."""
    course.proposed_by, course.proposed_at = by, now
    save_with_slug(course)
    course.themes.set(themes)
    course.trainers.set([by])


@transaction.atomic
def change(course, *, themes, now):
    """Save new words; what the editors asked about goes back to them, the rest is public at once.

    The editions take over title and summary.
    """
    leads = Course.objects.values_list("reminder_days", flat=True).get(pk=course.pk)
    course.save(update_fields=WORDS)  # and not the answer that an editor may give meanwhile
    asked = Course.objects.filter(pk=course.pk).exclude(asked_at=None)
    asked.update(asked_at=None, proposed_at=now)
    course.themes.set(themes)
    change_usual_leads(course.editions.all(), before=leads, now=now)
    course.editions.update(title=course.title, summary=course.summary)


@transaction.atomic
def publish(course, *, now):
    """Show the course to everybody; its trainers can plan it. Raises AlreadyAnswered."""
    _answer(course, now=now, published_at=now, answer="")
    tell_of_course(course, now=now)


def ask_for_more(course, *, reason, now):
    """Ask the proposer for more. Raises AlreadyAnswered."""
    _answer(course, now=now, asked_at=now, answer=reason)


def refuse(course, *, reason, now):
    """Say no, with the reason. Raises AlreadyAnswered."""
    _answer(course, now=now, refused_at=now, answer=reason)


@transaction.atomic
def _answer(course, *, now, **fields):
    waiting = Course.objects.waiting().order_by().filter(pk=course.pk)
    if not waiting.update(**fields):
        raise AlreadyAnswered("Een andere redacteur heeft dit aanbod al beantwoord.")
    course.refresh_from_db()
    tell_proposer(course, now=now)
