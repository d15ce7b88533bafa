from datetime import timedelta

import django_filters as filters
from django.db.models import TextChoices

from communities.models import Community, Meetup
from portal.organisations.models import Region
from portal.themes.models import Theme

MONTH = timedelta(days=31)


class Where(TextChoices):
    ON_SITE = "op-locatie", "Op locatie"
    ONLINE = "online", "Online"


class Period(TextChoices):
    MONTH = "komende-maand", "De komende maand"
    PAST = "geweest", "Al geweest"


def communities_of(request):
    return Community.objects.visible_to(request.user).standing().order_by("name")


class MeetupFilter(filters.FilterSet):
    """Coming meetups, or what the address asks; its names are Dutch because the address is."""

    regio = filters.ModelChoiceFilter(
        field_name="region",
        queryset=Region.objects.order_by("name"),
        to_field_name="slug",
        label="Regio",
        empty_label="Alle regio's",
    )
    thema = filters.ModelChoiceFilter(
        field_name="themes",
        queryset=Theme.objects.order_by("name"),
        to_field_name="slug",
        label="Thema",
        empty_label="Alle thema's",
    )
    community = filters.ModelChoiceFilter(
        field_name="community",
        queryset=communities_of,
        to_field_name="slug",
        label="Community",
        empty_label="Alle communities",
    )
    waar = filters.ChoiceFilter(
        choices=Where, method="filter_where", label="Waar", empty_label="Overal"
    )
    periode = filters.ChoiceFilter(
        choices=Period, method="filter_period", label="Wanneer", empty_label="Alles wat nog komt"
    )

    class Meta:
        model = Meetup
        fields = []

    def __init__(self, *args, now, **kwargs):
        self.now = now
        super().__init__(*args, **kwargs)

    def filter_queryset(self, queryset):
        """Values that the vocabulary does not have are left out here, and in ``unknown``."""
        found = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("periode") == Period.PAST:
            return found.past(self.now)
        return found.upcoming(self.now)

    def filter_where(self, meetups, name, value):
        wanted = Meetup.Place.ON_SITE if value == Where.ON_SITE else Meetup.Place.ONLINE
        return meetups.filter(place__in=[wanted, Meetup.Place.HYBRID])

    def filter_period(self, meetups, name, value):
        if value == Period.MONTH:
            return meetups.filter(starts_at__lt=self.now + MONTH)
        return meetups

    @property
    def unknown(self):
        """Labels of what the address asks and nobody knows: ignored, and said so."""
        return [str(self.form.fields[name].label) for name in self.form.errors]
