from urllib.parse import urlencode

from portal.discovery.month import Month
from portal.discovery.sources import all_sources
from portal.organisations.models import Region
from portal.themes.models import Theme

from .asked import known_part

SETTINGS = {"locatie": ["on_site", "hybrid"], "online": ["online", "hybrid"]}
QUESTIONS = {
    "regio": ("Regio", "Alle regio's"),
    "thema": ("Thema", "Alle thema's"),
    "soort": ("Soort", "Alle soorten"),
    "waar": ("Waar", "Op locatie en online"),
}


class AgendaFilter:
    """What of the agenda somebody wants to see; every question has one answer.

    ``month`` is the one to show as a grid, or None for a list of what is to come.
    """

    def __init__(self, params, *, today):
        self.regions = {region.slug: region for region in Region.objects.order_by("kind", "name")}
        self.themes = {theme.slug: theme for theme in Theme.objects.order_by("name")}
        self.options = {
            "regio": self.regions,
            "thema": self.themes,
            "soort": {source.kind: source.plural for source in all_sources() if source.is_dated},
            "waar": {"locatie": "Op locatie", "online": "Online"},
        }
        self.known, self.unknown = known_part(params, self.options)
        self.asked = {name: self.known.get(name) for name in self.options}
        self.month = self._month(params, today)

    def _month(self, params, today):
        view, asked = params.get("weergave", ""), params.get("maand", "")
        if view != "maand":
            self.unknown += [view] * (view not in ("", "lijst"))
            return None
        month = Month.read(asked)
        self.unknown += [asked] * bool(asked and not month)
        return month or Month.of(today)

    @property
    def region(self):
        return self.regions.get(self.asked["regio"])

    @property
    def is_empty(self):
        return not any(self.asked.values())

    @property
    def selects(self):
        """Per question its name, label, the words for «no choice», and value, label, chosen."""
        return [
            (name, label, everything, self._choices(name))
            for name, (label, everything) in QUESTIONS.items()
        ]

    def _choices(self, name):
        chosen = self.asked[name]
        return [(value, label, value == chosen) for value, label in self.options[name].items()]

    @property
    def address(self):
        """The query string of what is asked, without which part of it is shown."""
        return urlencode({name: value for name, value in self.asked.items() if value})

    @property
    def told(self):
        """What is asked, in words: «Utrecht, Jeugd»."""
        return ", ".join(
            str(self.options[name][value]) for name, value in self.asked.items() if value
        )

    def narrow(self, source, things):
        """The things of ``source`` that were asked for."""
        if self.asked["soort"] not in (None, source.kind):
            return things.none()
        if self.region:
            things = source.of("region", [self.region.pk], things)
        if theme := self.themes.get(self.asked["thema"]):
            things = source.of("theme", [theme.pk], things)
        if self.asked["waar"]:
            things = things.filter(**{f"{source.setting}__in": SETTINGS[self.asked["waar"]]})
        return things
