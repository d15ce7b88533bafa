from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from portal.discovery import queries
from portal.discovery.rows import by_source
from portal.organisations.models import Organisation
from portal.themes.models import Theme


@login_not_required
def themes(request):
    counts = queries.counts(request.user, "theme")
    groups = {origin: [] for origin in (Theme.Origin.CASES, Theme.Origin.SKILL, Theme.Origin.VNG)}
    for theme in Theme.objects.order_by("name"):
        theme.number = sum(counts.get(theme.pk, {}).values())
        groups[theme.origin].append(theme)
    return render(request, "discovery/themes.html", {"groups": list(groups.items())})


@login_not_required
def theme(request, slug):
    theme = get_object_or_404(Theme.objects.prefetch_related("synonyms"), slug=slug)
    working = Organisation.objects.filter(pk__in=queries.organisations_of(request.user, theme))
    context = {
        "theme": theme,
        "groups": by_source(queries.of_theme(request.user, theme)),
        "municipalities": working.municipalities().order_by("sort_key"),
    }
    return render(request, "discovery/theme.html", context)
