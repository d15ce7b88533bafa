from django.utils import timezone

from portal.discovery.recommending import recommended as recommended_to
from portal.ui.pages import render_page


def recommended(request):
    context = {"recommended": recommended_to(request.user, now=timezone.now())}
    return render_page(
        request, "discovery/recommended.html", context, fragment="discovery/_recommended.html"
    )
