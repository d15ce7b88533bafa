"""What an editor asks of the queue, read from the address; its names are Dutch, as that is."""

from datetime import timedelta

import django_filters as filters

from portal.organisations.models import Organisation
from portal.themes.models import Theme

from .models import State, Version

LONG = timedelta(days=14)
MINE, NOBODYS = "mij", "niemand"
STATES = {"ingediend": State.SUBMITTED, "in-beoordeling": State.IN_REVIEW}
ORDERS = {
    "oudste": ("Langst wachtend eerst", ["submitted_at", "pk"]),
    "nieuwste": ("Laatst ingediend eerst", ["-submitted_at", "-pk"]),
    "titel": ("Titel", ["title", "pk"]),
    "organisatie": ("Organisatie", ["lead_name", "submitted_at", "pk"]),
}


def _organisations(request):
    waiting = Version.objects.queue().order_by().values("case")
    found = Organisation.objects.filter(ownerships__case__in=waiting)
    return found.distinct().order_by("sort_key", "pk")


class QueueFilter(filters.FilterSet):
    van = filters.ChoiceFilter(
        choices=[(MINE, "Bij mij"), (NOBODYS, "Bij niemand")],
        method="of_whom",
        label="Behandelaar",
        empty_label="Alle behandelaars",
    )
    stand = filters.ChoiceFilter(
        choices=[(word, state.label.capitalize()) for word, state in STATES.items()],
        method="in_state",
        label="Stand",
        empty_label="Alle standen",
    )
    wacht = filters.ChoiceFilter(
        choices=[("lang", f"Langer dan {LONG.days} dagen")],
        method="waiting_long",
        label="Wacht",
        empty_label="Kort en lang",
    )
    thema = filters.ModelChoiceFilter(
        field_name="themes",
        queryset=Theme.objects.order_by("name"),
        to_field_name="slug",
        label="Thema",
        empty_label="Alle thema's",
    )
    organisatie = filters.ModelChoiceFilter(
        field_name="case__ownerships__organisation",
        queryset=_organisations,
        to_field_name="slug",
        label="Organisatie",
        empty_label="Alle organisaties",
    )
    volgorde = filters.ChoiceFilter(
        choices=[(word, label) for word, (label, _) in ORDERS.items()],
        method="in_order",
        label="Volgorde",
        empty_label=None,
    )

    class Meta:
        model = Version
        fields = []

    def __init__(self, data, *, now, **options):
        super().__init__(data, **options)
        self.now = now

    @property
    def unknown(self):
        """Labels of what the address asks and nobody knows: ignored, and said so."""
        return [str(self.form.fields[name].label) for name in self.form.errors]

    def of_whom(self, versions, name, value):
        return versions.filter(assignee=self.request.user if value == MINE else None)

    def in_state(self, versions, name, value):
        return versions.filter(state=STATES[value])

    def waiting_long(self, versions, name, value):
        return versions.filter(submitted_at__lt=self.now - LONG)

    def in_order(self, versions, name, value):
        return versions.order_by(*ORDERS[value][1])
