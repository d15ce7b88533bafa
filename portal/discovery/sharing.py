"""Who shares what: figures for the home page, computed from the sources."""

from collections import Counter

from portal.organisations.models import Organisation
from portal.themes.models import Theme
from portal.ui import map

from . import queries
from .sources import all_sources, get


def popular_themes(user, *, limit):
    """The themes that carry most, the busiest first."""
    numbers = queries.numbers_of_themes(user)
    busiest = sorted(numbers, key=lambda key: (-numbers[key], key))[:limit]
    themes = Theme.objects.in_bulk(busiest)
    return [themes[key] for key in busiest]


def municipalities_at_work(user):
    """Municipalities with something in the portal and what that is, by province and name."""
    numbers = queries.numbers_of_places(user)
    found = Organisation.objects.municipalities().filter(pk__in=list(numbers))
    municipalities = list(found.select_related("province").order_by("province__name", "sort_key"))
    for municipality in municipalities:
        kinds = {get(kind): number for kind, number in numbers[municipality.pk].items()}
        municipality.told = ", ".join(
            source.told(kinds[source]) for source in all_sources() if source in kinds
        )
    return municipalities


def figures(user, municipalities):
    """Label and number: what there is of each kind, and how many municipalities take part."""
    totals = queries.totals(user)
    found = [(get(kind).counted(number), number) for kind, number in totals.items()]
    number = len(municipalities)
    return [*found, ("gemeente doet mee" if number == 1 else "gemeenten doen mee", number)]


def provinces_of(municipalities):
    """For the map: each province with how many of these lie in it, and a link to its list."""
    slugs = {found.province.name: found.province.slug for found in municipalities}
    numbers = Counter(found.province.name for found in municipalities)
    return map.provinces(numbers, lambda name: f"#in-{slugs[name]}" if name in slugs else "")


def dots_of(organisations):
    """For the map: those of which we know where they lie."""
    return [
        map.dot(found.latitude, found.longitude, label=found.short_name)
        for found in organisations
        if found.latitude is not None
    ]


def links_of(municipalities):
    """For the map: dots that lead to their pages and say what is there, as the list beside it."""
    return [
        map.dot(
            found.latitude,
            found.longitude,
            label=f"{found.short_name}: {found.told}",
            url=found.get_absolute_url(),
        )
        for found in municipalities
        if found.latitude is not None
    ]
