from django.contrib.auth.decorators import login_not_required
from django.utils import timezone

from portal.discovery.actions import keep_failed
from portal.discovery.filters import SearchFilter
from portal.discovery.finding import find
from portal.ui.pages import render_page


@login_not_required
def search(request):
    asked = SearchFilter(request.GET)
    found = find(request.user, asked)
    if found.is_failure:  # a tally without anybody's name: the only thing that a search leaves
        keep_failed(asked.text, on=timezone.localdate())
    context = {"asked": asked, "found": found}
    return render_page(request, "discovery/search.html", context, fragment="discovery/_found.html")
