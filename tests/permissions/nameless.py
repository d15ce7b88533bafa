"""A case that hides whose it is, in a world where one of two municipalities wrote it."""

import sys
from contextlib import contextmanager
from copy import copy
from functools import cached_property
from itertools import count

from django.db import connection, transaction

from cases.models import Kind, State
from portal.keys import key_of
from portal.notifications.actions import follow
from tests.factories.cases import make_case, make_version
from tests.factories.gatherings import NOW
from tests.factories.organisations import make_municipality, make_province, make_region
from tests.factories.people import make_user
from tests.permissions.hidden import Shown
from tests.permissions.world import MEMBER

SEQUENCES = """
    SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences
"""
PLACES = ("Kluut", "Wulp")
SIZES = {"Kluut": 46_906, "Wulp": 300_000}  # the member's own is as large as the first
WORDS = ("Kluut", "Wulp", "Stormvogel", "Strandloper", "stormvogel@kluut.example")


class Nameless(Shown):
    """``owner`` is the name of one of PLACES; all else is the same whoever it is."""

    def __init__(self, owner, *, hides=True):
        self.owner, self.hides = owner, hides
        super().__init__()
        other = make_case("Een navolger", organisations=[self.soest])
        other.inspirations.create(organisation=self.case.lead(), source=self.case)
        self.instrument.cases.add(self.case)

    @cached_property
    def case(self):
        places = {name: self.place(name) for name in PLACES}
        version = make_version(
            "Het bleef stil",
            organisations=[places[self.owner], places[self.owner].neighbour],
            by=places[self.owner].writer,
            kind=Kind.FAILURE,
            hides_organisation=self.hides,
            state=State.PUBLISHED,
            **self.told(places[self.owner]),
            **self.here,
        )
        version.case.refresh_from_db()
        return version.case

    def place(self, name):
        """A municipality in a province and a region of its own, that the member follows."""
        province, region = make_province(f"Land van {name}"), make_region(f"Streek van {name}")
        lies = {"province": province, "regions": [region], "inhabitants": SIZES[name]}
        place = make_municipality(name, **lies)
        place.neighbour = make_municipality(f"Nieuw-{name}", **lies)
        place.writer = make_user(name=f"{name} Schrijver", organisation=place)
        make_case(f"Bij de buren van {name}", organisations=[make_municipality(**lies)])
        follow(key_of(region), user=self.people[MEMBER], now=NOW)
        return place

    def told(self, place):
        """Everything that names people or the place beside the story itself."""
        person = {"Kluut": "Stormvogel", "Wulp": "Strandloper"}[place.name]
        about = {"name": person, "organisation": place.full_name}
        return {
            "people": [
                {"role": "contact", "email": f"{person}@{place.name}.example".lower(), **about},
                {"role": "interviewee", "function": f"wethouder van {place.name}", **about},
            ],
            "quotes": [{"text": "Wij hoorden niets.", "person": person}],
            "partners": [
                {"name": f"Gemeente {place.name}"},
                {"name": "Een buurgemeente", "organisation": place},
                {"name": "Een adviesbureau"},
            ],
        }


@contextmanager
def undone():
    """What is made in it is gone after it, and all numbers are given anew."""
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(SEQUENCES)
        numbers, counts = cursor.fetchall(), [(*found, copy(found[-1])) for found in _counts()]
        yield
        for name, last in numbers:
            cursor.execute("SELECT setval(%s, %s, %s)", [name, last or 1, last is not None])
        for module, name, _, before in counts:
            setattr(module, name, before)
        transaction.set_rollback(True)


def _counts():
    """The counters that factories number things with."""
    modules = [module for name, module in sys.modules.items() if "tests.factories." in name]
    return [
        (module, name, value)
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, count)
    ]
