from urllib.parse import urlencode

from portal.discovery.sources import searchable
from portal.organisations.models import Province
from portal.themes.models import Theme

from .asked import known_part

LONGEST = 200  # characters of a question that are looked at
MOST = 50  # ticked values of a facet that are looked at
FACETS = {"soort": "Soort", "thema": "Thema", "provincie": "Provincie"}


class SearchFilter:
    """The words, and per facet the ticked values with their labels; ``unknown`` was ignored."""

    def __init__(self, params):
        self.text = " ".join(params.get("q", "").replace("\0", " ").split())[:LONGEST]
        options = {
            "soort": {source.kind: source.plural.capitalize() for source in searchable()},
            "thema": _named(Theme, params.getlist("thema")),
            "provincie": _named(Province, params.getlist("provincie")),
        }
        known, self.unknown = known_part(params, options)
        self.ticked = {
            facet: {value: options[facet][value] for value in known.getlist(facet)}
            for facet in FACETS
        }
        self.page = _number(params.get("pagina", ""))

    @property
    def filter_count(self):
        """How many values are ticked."""
        return sum(map(len, self.ticked.values()))

    @property
    def chips(self):
        """What is asked, each with the address of the same list without it."""
        words = [(f"«{self.text}»", self.address(without=("q", self.text)))] if self.text else []
        return words + [
            (label, self.address(without=(facet, value)))
            for facet, values in self.ticked.items()
            for value, label in values.items()
        ]

    def address(self, *, without):
        """The query string of this question, but for one ticked value (or the words)."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(facet, value) for facet, values in self.ticked.items() for value in values]
        return f"?{urlencode([pair for pair in pairs if pair != without])}"


def _named(model, slugs):
    """{slug: name} of those that there are: one query, or none when nothing is ticked."""
    asked = [slug for slug in slugs if slug and "\0" not in slug][:MOST]
    if not asked:
        return {}
    return dict(model.objects.filter(slug__in=asked).values_list("slug", "name"))


def _number(value):
    is_number = len(value) <= 6 and value.isascii() and value.isdigit()
    return max(int(value), 1) if is_number else 1
