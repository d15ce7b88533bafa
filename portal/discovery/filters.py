"""What somebody asks of a list, read from the address; a value nobody knows is told, no error."""

from django.db.models import Count
from django_filters import CharFilter, FilterSet, MultipleChoiceFilter

from portal.organisations.models import Organisation, Province, Region
from portal.themes.models import Theme

from .sources import all_sources

KINDS = {kind.label.replace(" ", "-"): kind for kind in Organisation.Kind}
SETTINGS = {"locatie": ["on_site", "hybrid"], "online": ["online", "hybrid"]}
QUESTIONS = {
    "regio": ("Regio", "Alle regio's"),
    "thema": ("Thema", "Alle thema's"),
    "soort": ("Soort", "Alle soorten"),
    "waar": ("Waar", "Op locatie en online"),
}
FACETS = {"soort": "Soort", "provincie": "Provincie", "deelt": "Kennis delen"}


def known_part(params, options):
    """The query string without values that ``options`` lack, and those values apart."""
    known, unknown = params.copy(), []
    for name, values in options.items():
        given = params.getlist(name)
        known.setlist(name, [value for value in given if value in values])
        unknown += [value for value in given if value and value not in values]
    return known, unknown


class OrganisationFilter(FilterSet):
    """The list of organisations; ``sharing`` are the keys of those that shared something."""

    q = CharFilter(method="by_name")
    soort = MultipleChoiceFilter(method="by_kind")
    provincie = MultipleChoiceFilter(field_name="province__slug")
    deelt = MultipleChoiceFilter(method="by_sharing")

    class Meta:
        model = Organisation
        fields = []

    def __init__(self, params, queryset, *, sharing):
        self.options = {
            "soort": {address: kind.label.capitalize() for address, kind in KINDS.items()},
            "provincie": dict(Province.objects.order_by("name").values_list("slug", "name")),
            "deelt": {"ja": "Deelde al iets"},
        }
        known, self.unknown = known_part(params, self.options)
        known["q"] = params.get("q", "").replace("\0", "")[:100]
        super().__init__(known, queryset)
        self.sharing = sharing
        for name, options in self.options.items():
            self.filters[name].extra["choices"] = list(options.items())

    def filter_queryset(self, queryset, *, without=None):
        """Municipalities that merged are found by their name, and stand in no list."""
        asked = self.form.cleaned_data
        found = queryset if asked["q"] else queryset.current()
        for name, value in asked.items():
            if name != without:
                found = self.filters[name].filter(found, value)
        return found

    def by_name(self, queryset, name, text):
        return queryset.named(text)

    def by_kind(self, queryset, name, addresses):
        return queryset.filter(kind__in=[KINDS[address] for address in addresses])

    def by_sharing(self, queryset, name, value):
        return queryset.filter(pk__in=self.sharing)

    def facets(self):
        """Each with the number of organisations that it would leave, the other facets applied."""
        kinds = self._numbers("soort", "kind")
        numbers = {
            "soort": {address: kinds.get(kind, 0) for address, kind in KINDS.items()},
            "provincie": self._numbers("provincie", "province__slug"),
            "deelt": {"ja": self._rest("deelt").filter(pk__in=self.sharing).count()},
        }
        return [self._facet(name, label, numbers[name]) for name, label in FACETS.items()]

    def _facet(self, name, label, numbers):
        ticked = self.form.cleaned_data[name]
        options = [
            dict(value=value, label=text, count=numbers.get(value, 0), checked=value in ticked)
            for value, text in self.options[name].items()
        ]
        return {"key": name, "label": label, "open": True, "options": options}

    def _numbers(self, name, column):
        found = self._rest(name).order_by().values_list(column)
        return dict(found.annotate(number=Count("pk")))

    def _rest(self, name):
        return self.filter_queryset(self.queryset, without=name)


class AgendaFilter:
    """What of the agenda somebody wants to see; every question has one answer."""

    def __init__(self, params):
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

    def narrow(self, source, things):
        """The things of ``source`` that were asked for."""
        if self.asked["soort"] not in (None, source.kind):
            return things.none()
        if region := self.regions.get(self.asked["regio"]):
            things = source.of("region", [region.pk], things)
        if theme := self.themes.get(self.asked["thema"]):
            things = source.of("theme", [theme.pk], things)
        if self.asked["waar"]:
            things = things.filter(**{f"{source.setting}__in": SETTINGS[self.asked["waar"]]})
        return things
