"""What somebody asks of the list, read from the address: nothing in it can go wrong."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import CharField, Value

from portal.organisations.models import Province, SizeClass
from portal.themes.models import Theme

from .models import Kind, Version

LONGEST = 200  # characters of a question that are looked at
FACETS = {
    "thema": "Thema",
    "soort": "Soort",
    "provincie": "Provincie",
    "bron": "Soort bron",
    "jaar": "Jaar",
    "omvang": "Grootte van de gemeente",
}
SORTS = {"passend": "Past het best", "nieuwste": "Nieuwste eerst", "jaar": "Jaar, laatste eerst"}


@dataclass(frozen=True)
class Asked:
    """A question, and per facet the ticked values with their labels; ``unknown`` was ignored."""

    text: str = ""
    ticked: dict[str, dict[str, str]] = field(default_factory=dict)
    sort: str = "nieuwste"
    page: int = 1
    unknown: list[str] = field(default_factory=list)

    @property
    def sorts(self):
        """The orders to choose from: how well a case fits needs words to fit."""
        return [pair for pair in SORTS.items() if self.text or pair[0] != "passend"]

    @property
    def chips(self):
        """What is asked, each with the address of the same list without it."""
        words = [(f"«{self.text}»", self.address(without=("q", self.text)))] if self.text else []
        return words + [
            (label, self.address(without=(facet, value)))
            for facet, values in self.ticked.items()
            for value, label in values.items()
        ]

    @property
    def filter_count(self):
        return sum(map(len, self.ticked.values()))

    @property
    def unknown_told(self):
        return ", ".join(f"«{value[:40]}»" for value in self.unknown[:5])

    def address(self, *, without=(None, None)):
        """The query string of this question, but for one ticked value (or the text)."""
        pairs = [("q", self.text)] if self.text and without[0] != "q" else []
        pairs += [
            (facet, value)
            for facet, values in self.ticked.items()
            for value in values
            if (facet, value) != without
        ]
        return f"?{urlencode(pairs)}"


def read(params):
    """The question in the query string; what nobody knows is set apart, not an error."""
    text = params.get("q", "").replace("\0", " ").strip()[:LONGEST]
    asked = {facet: list(dict.fromkeys(params.getlist(facet)))[:50] for facet in FACETS}
    known = _known_places_and_themes(asked) | {
        "soort": dict(Kind.choices),
        "bron": dict(Version.SourceKind.choices),
        "jaar": {value: value for value in asked["jaar"] if _is_year(value)},
        "omvang": dict(SizeClass.choices),
    }
    return Asked(
        text=text,
        ticked={
            facet: {value: known[facet][value] for value in asked[facet] if value in known[facet]}
            for facet in FACETS
        },
        sort=_sort(params.get("sortering"), text),
        page=_page(params.get("pagina")),
        unknown=[
            value
            for facet in FACETS
            for value in asked[facet]
            if value and value not in known[facet]
        ],
    )


def _known_places_and_themes(asked):
    """The names of the ticked themes and provinces: one query, or none when nothing is ticked."""
    known = {"thema": {}, "provincie": {}}
    if not (asked["thema"] or asked["provincie"]):
        return known
    themes = _named(Theme.objects.filter(slug__in=_clean(asked["thema"])), "thema")
    provinces = _named(Province.objects.filter(slug__in=_clean(asked["provincie"])), "provincie")
    for facet, slug, name in themes.union(provinces):
        known[facet][slug] = name
    return known


def _named(rows, facet):
    return rows.order_by().values_list(Value(facet, CharField()), "slug", "name")


def _clean(values):
    return [value for value in values if "\0" not in value]


def _is_year(value):
    return len(value) == 4 and value.isascii() and value.isdigit() and 1900 <= int(value) <= 2100


def _sort(value, text):
    usual = "passend" if text else "nieuwste"
    return value if value in SORTS and (text or value != "passend") else usual


def _page(value):
    is_number = value and len(value) <= 6 and value.isascii() and value.isdigit()
    return max(int(value), 1) if is_number else 1
