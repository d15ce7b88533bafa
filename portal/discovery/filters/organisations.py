from django.db.models import Count
from django_filters import CharFilter, FilterSet, MultipleChoiceFilter

from portal.organisations.models import Organisation, Province

from .asked import known_part

KINDS = {kind.label.replace(" ", "-"): kind for kind in Organisation.Kind}
FACETS = {"soort": "Soort", "provincie": "Provincie", "deelt": "Kennis delen"}


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
