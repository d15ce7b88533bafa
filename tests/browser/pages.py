"""Which pages the browser looks at: every address of tests/permissions that answers a page.

A new address needs nothing here; a page that looks different to somebody else, or that is hard
to reach by its address alone, gets a line.
"""

from django.urls import reverse

from tests.permissions.table import TABLE
from tests.permissions.world import (
    ADMINISTRATOR,
    FACILITATOR,
    MEMBER,
    ORGANISATION_EDITOR,
    ORGANISER,
    TRAINER,
    VISITOR,
)

NOT_PAGES = {
    "accounts:my_data",
    "cases:data",
    "communities:calendar",
    "communities:feed",
    "communities:participants_csv",
    "communities:participants_xlsx",
    "courses:calendar",
    "courses:participants_csv",
    "courses:participants_xlsx",
    "discovery:agenda_feed",
    "discovery:new_cases",
    "discovery:new_of_theme",
    "discovery:robots",
    "discovery:sitemap",
    "files:file",
    "gatherings:personal_feed",
    "ui:security_txt",
}
# Pages that show more to somebody who is signed in.
ALSO_AS = [
    ("discovery:home", MEMBER),
    ("communities:community", MEMBER),
    ("communities:community", FACILITATOR),
    ("communities:meetup", MEMBER),
    ("communities:meetup", ORGANISER),
    ("courses:course", TRAINER),
    ("courses:edition", MEMBER),
    ("courses:edition", TRAINER),
    ("courses:question", MEMBER),
    ("courses:mine", TRAINER),
    ("cases:detail", ORGANISATION_EDITOR),
    ("accounts:mine", ADMINISTRATOR),
]
# Addresses that no pattern names, or with a question in them.
MORE = [
    "/bestaat-niet/",
    "/praktijkvoorbeelden/?q=niets+te+vinden&thema=onbekend",
    "/bijeenkomsten/?pagina=10000",
    "/zoeken/?q=verzium&soort=onbekend",
    "/zoeken/?q=kwantumfysica",
    "/agenda/?weergave=maand",
]


def pages_of(role, world):
    """The addresses that ``role`` opens in ``world``, and whether an empty form may be sent."""
    rows = {row.name: row for row in TABLE if row.get == 200 and row.name not in NOT_PAGES}
    names = [name for name, row in rows.items() if row.who[0] == role]
    names += [name for name, somebody in ALSO_AS if somebody == role]
    found = [
        (reverse(name, kwargs=rows[name].args(world)), rows[name].post == 422) for name in names
    ]
    return found + [(path, False) for path in MORE if role == VISITOR]


def roles():
    return list(dict.fromkeys([row.who[0] for row in TABLE] + [role for _, role in ALSO_AS]))
