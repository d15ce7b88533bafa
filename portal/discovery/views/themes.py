from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from portal.discovery import queries
from portal.discovery.rows import by_source
from portal.organisations.models import Organisation
from portal.themes.models import Theme

ORIGINS = {
    Theme.Origin.CASES: "Uit praktijkvoorbeelden",
    Theme.Origin.SKILL: "Vaardigheden",
    Theme.Origin.VNG: "Beleid: de labels van VNG",
}


@login_not_required
def themes(request):
    numbers = queries.numbers_of_themes(request.user)
    themes = list(Theme.objects.order_by("name"))
    for theme in themes:
        theme.number = numbers.get(theme.pk, 0)
    groups = [
        (origin.value, title, [theme for theme in themes if theme.origin == origin])
        for origin, title in ORIGINS.items()
    ]
    return render(request, "discovery/themes.html", {"groups": groups})


@login_not_required
def theme(request, slug):
    theme = get_object_or_404(Theme.objects.prefetch_related("synonyms"), slug=slug)
    working = Organisation.objects.filter(pk__in=queries.organisations_of(request.user, theme))
    context = {
        "theme": theme,
        "groups": by_source(queries.of_theme(request.user, theme), now=timezone.now()),
        "municipalities": working.municipalities().order_by("sort_key"),
    }
    return render(request, "discovery/theme.html", context)
