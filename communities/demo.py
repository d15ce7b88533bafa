"""Groups and meetups for the demo, in every state; days count from the day of loading."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

from portal.accounts.models import User
from portal.gatherings import actions, clock, for_organisers, planning
from portal.organisations.models import Organisation, Region
from portal.themes.models import LearningFormat

from .actions import accept, become_member
from .models import Community, Meetup, Membership

CONTENT = Path(__file__).parent / "content"
INVENTED = "Voorbeeldgegevens: deze bijeenkomst en wie meedoen, zijn verzonnen."
ADDRESS = "@demo.example"
OLD_NEWS = [planning.CONFIRMED, planning.WAITING, for_organisers.FILLING]
FACILITATORS = ["begeleider", "vera.voorbeeld"]
FUNCTIONS = {
    "hr-professionals-van-gemeenten": ["HR-adviseur", "opleidingsadviseur", "beleidsadviseur P&O"],
    "inkopers-van-gemeenten": ["inkoper sociaal domein"],
}
JOINED_BEFORE = timedelta(days=10)
RELEASED_BEFORE = timedelta(days=7)
WORDS = ["name", "purpose", "kind", "professional_group"]
WHILE_PLANNED = ["title", "summary", "place", "venue", "address", "video_link", "seats", "agenda"]


def load_groups(now):
    """Start the demo's learning groups that are not there yet, with their members."""
    people = _people()
    for row in _rows("demo_groups"):
        if not Community.objects.filter(slug=row["slug"]).exists():
            _start_group(row, people, now)


def _people():
    invented = User.objects.filter(email__endswith=ADDRESS)
    return {user.email.removesuffix(ADDRESS): user for user in invented}


def _rows(name):
    return json.loads((CONTENT / f"{name}.json").read_text())


def _start_group(row, people, now):
    words = {name: row[name] for name in WORDS if name in row}
    group = Community.objects.create(slug=row["slug"], **words)
    group.themes.set(row["themes"])
    group.regions.set(Region.objects.filter(name__in=row["regions"]))
    for name in [row["facilitator"], *row["members"]]:
        accept(become_member(group, user=people[name], now=now), now=now)
    group.memberships.filter(user=people[row["facilitator"]]).update(
        role=Membership.Role.FACILITATOR
    )
    for name in row.get("asked", []):
        become_member(group, user=people[name], now=now)


def load_meetups(now):
    """Plan the demo's meetups that are not there yet, with people who joined last week.

    What visitors of the demo did stays as it is when this runs again.
    """
    people, rows = _people(), _rows("demo_meetups")
    known = set(Meetup.objects.values_list("title", flat=True))
    if known.isdisjoint(row["title"] for row in rows):
        _fill_communities(people, now)
    for row in rows:
        if row["title"] not in known:
            _forget_old_mail(_plan(row, people, now), now)


def _forget_old_mail(meetup, now):
    """What was mailed at the time is not news any more; the reminder of tomorrow is."""
    everybody = [meetup, *meetup.participations.all()]
    for which in ({"kind__in": OLD_NEWS}, {"not_after__lt": now}):
        planning.drop(everybody, reason="Van voor de demo.", **which)


def _fill_communities(people, now):
    for community in Community.objects.filter(slug__in=FUNCTIONS):
        for name in FACILITATORS:
            leads = {"role": Membership.Role.FACILITATOR, "joined_at": now, "accepted_at": now}
            Membership.objects.get_or_create(community=community, user=people[name], defaults=leads)
        for person in people.values():
            if person.function in FUNCTIONS[community.slug]:
                become_member(community, user=person, now=now)


def _plan(row, people, now):
    today = clock.local(now).date()
    meetup = Meetup(
        community=Community.objects.get(slug=row["community"]),
        region=Region.objects.filter(name=row.get("region")).first(),
        municipality=Organisation.objects.filter(code=row.get("municipality")).first(),
        learning_format=LearningFormat.objects.get(code=row["format"]),
        created_by=people["vng"],
        description="\n\n".join([*row.get("more", []), INVENTED]),
        **{name: row[name] for name in WHILE_PLANNED if name in row},
    )
    if opens := row.get("opens_in_days"):
        meetup.registration_opens_at = now + timedelta(days=opens)
    if closed := row.get("closed_days_ago"):
        meetup.registration_closes_at = now - timedelta(days=closed)
    if row["in_days"] == 1:
        meetup.reminder_days = _with_one_that_is_due(now)
    days = [_day(today, number) for number in [row["in_days"], *row.get("more_days", [])]]
    actions.schedule(meetup, moments=[_moment(day, row) for day in days])
    meetup.themes.set(row["themes"])
    _fill(meetup, row, people, now)
    return meetup


def _fill(meetup, row, people, now):
    """What happened with it until now: people joined, seats were kept, it was called off."""
    announced = min(now, meetup.starts_at) - JOINED_BEFORE
    actions.publish(meetup, now=announced)
    for minutes, name in enumerate(row["joined"]):
        moment = announced + timedelta(days=5, minutes=minutes)
        actions.join(meetup, user=people[name], now=moment, shows_name=True)
    if kept := row.get("kept"):
        _keep(meetup, kept, now=announced)
    if meetup.ends_at <= now:
        _note_attendance(meetup, by=people["vng"], now=now)
    if reason := row.get("cancelled"):
        actions.cancel(meetup, reason=reason, now=now)


def _keep(meetup, kept, *, now):
    actions.reserve(
        meetup,
        organisation=Organisation.objects.get(code=kept["organisation"]),
        seats=kept["seats"],
        releases_at=meetup.starts_at - RELEASED_BEFORE,
        now=now,
    )


def _note_attendance(meetup, *, by, now):
    """All came but who was the last to join."""
    *came, _ = meetup.participations.seated().order_by("joined_at").values_list("pk", flat=True)
    for moment in meetup.moments.all():
        actions.note_attendance(moment, present=came, by=by, now=now)


def _day(today: date, number):
    """So many days from today, on a working day; but tomorrow is tomorrow."""
    day = today + timedelta(days=number)
    to_monday = {6: 2, 7: 1}.get(day.isoweekday(), 0)
    return day if number == 1 else day + timedelta(days=to_monday)


def _moment(day: date, row):
    return tuple(clock.at(day, time.fromisoformat(row[name])) for name in ("starts", "ends"))


def _with_one_that_is_due(now: datetime):
    """Reminders of tomorrow's meetup: before 9 o'clock the one of a day ahead is not due yet."""
    return [7, 1] if clock.local(now).hour >= 9 else [7, 2]
