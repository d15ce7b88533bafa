"""Who shares what: figures for the home page, computed from the sources."""

from collections import Counter

from django.urls import reverse
from django.utils.http import urlencode

from portal.organisations.models import Organisation
from portal.themes.models import Theme
from portal.ui import map

from . import queries
from .sources import get


def popular_themes(user, *, limit):
    """The themes that carry most, the busiest first."""
    numbers = queries.numbers_of_themes(user)
    busiest = sorted(numbers, key=lambda key: (-numbers[key], key))[:limit]
    themes = Theme.objects.in_bulk(busiest)
    return [themes[key] for key in busiest]


def municipalities_that_share(user):
    """Municipalities with something of theirs in the portal, by province and name."""
    keys = queries.numbers_of_organisations(user)
    found = Organisation.objects.municipalities().filter(pk__in=keys)
    return found.select_related("province").order_by("province__name", "sort_key")


def figures(user, municipalities):
    """Label and number: what there is of each kind, and how many municipalities share it."""
    totals = queries.totals(user)
    found = [(get(kind).plural, number) for kind, number in totals.items()]
    return [*found, ("gemeenten delen wat zij deden", len(municipalities))]


def provinces_of(municipalities):
    """For the map: each province with how many of these lie in it, and a link to their list."""
    slugs = {found.province.name: found.province.slug for found in municipalities}
    numbers = Counter(found.province.name for found in municipalities)
    return map.provinces(numbers, lambda name: _list_of(slugs[name]) if name in slugs else "")


def dots_of(organisations):
    """For the map: those of which we know where they lie."""
    return [
        map.dot(found.latitude, found.longitude, label=found.short_name)
        for found in organisations
        if found.latitude is not None
    ]


def _list_of(province):
    query = urlencode({"provincie": province, "deelt": "ja"})
    return f"{reverse('discovery:organisations')}?{query}"
