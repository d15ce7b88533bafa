from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone

from portal.accounts import blocks
from portal.discovery import queries, sharing
from portal.discovery.recommending import recommended
from portal.discovery.rows import as_rows

CASES = "praktijkvoorbeelden"


@login_not_required
def home(request):
    municipalities = sharing.municipalities_at_work(request.user)
    context = {
        "newest": queries.newest(request.user, kind=CASES, limit=3),
        "upcoming": as_rows(queries.upcoming(request.user, now=timezone.now())[:3]),
        "themes": sharing.popular_themes(request.user, limit=6),
        "figures": sharing.figures(request.user, municipalities),
        "municipalities": municipalities,
        "map": sharing.provinces_of(municipalities),
        "dots": sharing.links_of(municipalities),
    }
    if request.user.is_authenticated:
        context["waiting"] = blocks.waiting_for(request)
        context["recommended"] = recommended(request.user, now=timezone.now())
    return render(request, "discovery/home.html", context)
