"""Who shares what: figures for the home page, computed from the sources."""

from portal.organisations.models import Organisation
from portal.themes.models import Theme

from . import queries
from .sources import all_sources


def popular_themes(user, *, limit):
    """The themes that carry most, the busiest first."""
    counts = {key: sum(kinds.values()) for key, kinds in queries.counts(user, "theme").items()}
    busiest = sorted(counts, key=lambda key: (-counts[key], key))[:limit]
    themes = Theme.objects.in_bulk(busiest)
    return [themes[key] for key in busiest]


def municipalities_that_share(user):
    """Municipalities with something of theirs in the portal, by name, with their province."""
    keys = queries.counts(user, "organisation")
    found = Organisation.objects.municipalities().filter(pk__in=keys)
    return found.select_related("province").order_by("sort_key")


def figures(user, municipalities):
    """Label and number: what there is of each kind, and how many municipalities share it."""
    totals = queries.totals(user)
    found = [(source.plural, totals[source.kind]) for source in all_sources()]
    return [*found, ("gemeenten delen wat zij deden", len(municipalities))]
