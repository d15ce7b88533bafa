"""Two hundred people sign up for a meetup of a hundred seats, by 1, 8, 50 or 200 clients."""

import statistics
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from bench.asking import PAIRS, Visitor, milliseconds
from bench.results import Result, against

CLIENTS = (1, 8, 50, 200)
RUNS = 10  # with all clients at once; fewer where it takes longer
PEOPLE = 200
TOKEN = "a" * 32
BAR_AT = 8
_numbers = count(1)


def measure(stage, sizes):
    size = max(sizes)
    people = min(PEOPLE, 10 * stage.pairs)  # a test of one pair is in a hurry
    runs = max(1, RUNS * stage.pairs // PAIRS)
    with stage.site("participations", size, to_change=True) as (address, _):
        visitors = signed_in(address, people)
        for clients in CLIENTS:
            yield _together(
                visitors, clients, size, runs if clients == max(CLIENTS) else max(1, runs // 3)
            )


def signed_in(address, number):
    """(key, visitor) of people who are signed in."""
    from portal.accounts.models import User

    people = User.objects.order_by("pk")[:number]
    return [(user.pk, Visitor(address, headers_of(user))) for user in people]


def headers_of(user):
    from django.test import Client

    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    return {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN}


def _together(visitors, clients, size, runs):
    ours, floor = [], []
    for _ in range(runs):
        for took, ask in ((ours, _sign_up), (floor, _sign_up_at_the_floor)):
            meetup = make_meetup(len(visitors))
            took.append(milliseconds(lambda a=ask, m=meetup: _all(visitors, clients, a, m)))
            check(meetup, len(visitors))
    ours, floor = statistics.median(ours), statistics.median(floor)
    bar = against(floor, ours, 0.5)
    bar |= {} if clients == BAR_AT else {"bar": "", "holds": None}
    a_second = [f"{1000 * len(visitors) / took:.0f}/s" for took in (ours, floor)]
    a_second[0] += f", 0 overbooked in {runs} runs"  # or check would have failed
    name = f"{clients} client{'s' * (clients > 1)}"
    return Result("join", name, size, *a_second, **bar)


def _all(visitors, clients, ask, meetup):
    """Everybody once; the next client who is free takes the next person."""
    with ThreadPoolExecutor(clients) as pool:
        for done in pool.map(lambda each: ask(*each, meetup), visitors):
            assert done is None  # noqa: S101


def _sign_up(user, visitor, meetup):
    visitor.ask(f"{meetup.get_absolute_url()}aanmelden/", method="POST", expected=302)


def _sign_up_at_the_floor(user, visitor, meetup):
    visitor.ask(f"/vloer/aanmelden/{meetup.pk}/{user}/", method="POST", expected=204)


def make_meetup(people):
    from datetime import timedelta

    from django.utils import timezone

    from communities.models import Community, Meetup

    now, number = timezone.now(), next(_numbers)
    start, end = now + timedelta(days=30), now + timedelta(days=30, hours=3)
    meetup = Meetup.objects.create(
        community=Community.objects.first(), title=f"Meten {number}", slug=f"meten-{number}",
        summary="Meten", starts_at=start, ends_at=end, published_at=now, seats=people // 2,
    )  # fmt: skip
    meetup.moments.create(starts_at=start, ends_at=end)
    return meetup


def check(meetup, people):
    """Fails when another number sits, or waits, than there is room for."""
    meetup.refresh_from_db()
    seated = meetup.participations.seated().count()
    waiting = meetup.participations.waiting().count()
    found, right = (
        (meetup.taken, seated, waiting),
        (meetup.seats, meetup.seats, people - meetup.seats),
    )
    if found != right:
        raise AssertionError(f"taken, seated and waiting are {found} instead of {right}")
