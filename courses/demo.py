"""Courses, trainers and questions for the demo; their days count from the day of loading."""

import json
from datetime import time, timedelta
from pathlib import Path

from portal.accounts.models import User
from portal.gatherings import actions as gathering
from portal.gatherings import clock, for_organisers, planning
from portal.keys import key_of
from portal.mail import outbox
from portal.themes.models import LearningFormat, Theme

from . import actions
from .mail import ANSWER
from .models import Course, Edition, Enrolment, KnowledgeRequest, Trainer

ADDRESS = "@demo.example"
OLD_NEWS = [planning.CONFIRMED, planning.WAITING, for_organisers.FILLING]
CONTENT = Path(__file__).parent / "content"
WORDS = ("title", "summary", "goal", "audience", "level", "hours", "preparation", "in_company")
ASKED = ("title", "audience", "people", "setting")
INVENTED = "Voorbeeldgegevens: {} en de mensen zijn verzonnen."
INVENTED_TRAINER = "Voorbeeldgegevens: deze trainer is verzonnen."
BEFORE = timedelta(days=60)  # that long ago the courses were proposed
ANNOUNCED = timedelta(days=14)  # before the first lesson, or before today
JOINING = timedelta(days=5)
NOON, HALF_PAST_NINE = time(13), time(9, 30)


def load(now):
    """Bring in what is not there yet: each course with its trainer and dates, and the questions.

    What visitors of the demo did stays as it is when this runs again.
    """
    invented = User.objects.filter(email__endswith=ADDRESS).select_related("organisation")
    people = {user.name: user for user in invented}
    for row in _rows("demo_courses"):
        if not Course.objects.filter(title=row["title"]).exists():
            _forget_old_mail(_course(row, people, now), now)
    for row in _rows("demo_questions"):
        if not KnowledgeRequest.objects.filter(title=row["title"]).exists():
            _question(row, people, now)


def _forget_old_mail(course, now):
    """What was mailed at the time is not news any more; the reminders to come are."""
    reason = "Van voor de demo."
    outbox.cancel(reason=reason, kind=ANSWER.name, subject=key_of(course))
    editions = course.editions.all()
    everybody = [*editions, *Enrolment.objects.filter(gathering__in=editions)]
    for which in ({"kind__in": OLD_NEWS}, {"not_after__lt": now}):
        planning.drop(everybody, reason=reason, **which)


def _rows(name):
    return json.loads((CONTENT / f"{name}.json").read_text())


def _course(row, people, now):
    trainer, learning_format = (
        people[row["trainer"]],
        LearningFormat.objects.get(code=row["format"]),
    )
    course = Course(
        learning_format=learning_format, **{name: row[name] for name in WORDS if name in row}
    )
    course.goal = f"{course.goal}\n\n{INVENTED.format('deze cursus')}"
    actions.propose(course, by=trainer, themes=row["themes"], now=now - BEFORE)
    if not row.get("waits"):
        actions.publish(course, now=now - BEFORE + timedelta(days=3))
        _profile(trainer, row, learning_format, now)
        for date in row["dates"]:
            _edition(course, date, people, now)
    return course


def _profile(user, row, learning_format, now):
    levels = dict.fromkeys(row["themes"], "gives") | row["knows"]
    actions.keep_profile(
        Trainer(
            user=user,
            about=f"{row['about']}\n\n{INVENTED_TRAINER}",
            gives_online=row.get("gives_online", False),
            travels_km=row.get("travels"),
        ),
        levels={Theme.objects.get(name=name): level for name, level in levels.items()},
        formats=[learning_format],
        now=now - BEFORE,
    )


def _edition(course, date, people, now):
    trainer = course.proposed_by
    town = trainer.organisation
    edition = Edition(
        course=course,
        title=course.title,
        summary=course.summary,
        seats=date["seats"],
        created_by=trainer,
        **_whereabouts(town, is_online=date["online"]),
    )
    if opens := date.get("opens_in_days"):
        edition.registration_opens_at = now + timedelta(days=opens)
    if closed := date.get("closed_days_ago"):
        edition.registration_closes_at = now - timedelta(days=closed)
    gathering.schedule(edition, moments=_moments(course, date, now))
    announced = min(now, edition.starts_at) - ANNOUNCED
    gathering.publish(edition, now=announced)
    for minutes, name in enumerate(date["joined"]):
        moment = announced + JOINING + timedelta(minutes=minutes)
        gathering.join(edition, user=people[name], now=moment, shows_name=True)
    if reason := date.get("cancelled"):
        gathering.cancel(edition, reason=reason, now=now)


def _whereabouts(town, *, is_online):
    if is_online:
        return {"place": "online", "video_link": "https://video.example/les"}
    return {"venue": f"Gemeentehuis {town.short_name}", "municipality": town}


def _moments(course, date, now):
    """So many lessons, a week apart, on a working day; an afternoon when one is short."""
    first = clock.local(now).date() + timedelta(days=date["in_days"])
    first += timedelta(days={6: 2, 7: 1}.get(first.isoweekday(), 0))
    hours = timedelta(hours=float(course.hours) / date["lessons"])
    begins = NOON if hours <= timedelta(hours=4) else HALF_PAST_NINE
    starts = [clock.at(first + timedelta(weeks=week), begins) for week in range(date["lessons"])]
    return [(start, start + hours) for start in starts]


def _question(row, people, now):
    asker = people[row["asked_by"]]
    question = KnowledgeRequest(
        learning_format=LearningFormat.objects.get(code=row["format"]),
        municipality=asker.organisation,
        until_on=clock.local(now).date() + timedelta(days=row["until_in_days"]),
        explanation=f"{row['explanation']}\n\n{INVENTED.format('deze vraag')}",
        **{name: row[name] for name in ASKED},
    )
    actions.ask(question, by=asker, themes=row["themes"], now=now - timedelta(days=row["days_ago"]))
    for name in row["backed_by"]:
        actions.back(question, user=people[name], now=now)
