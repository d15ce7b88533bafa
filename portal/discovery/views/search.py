from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from portal.discovery.actions import keep_failed
from portal.discovery.filters import SearchFilter
from portal.discovery.finding import find
from portal.ui.pages import render_page


@login_not_required
def search(request):
    asked = SearchFilter(request.GET)
    context = {"asked": asked, "found": find(request.user, asked)}
    return render_page(request, "discovery/search.html", context, fragment="discovery/_found.html")


@login_not_required
@require_POST
def missed(request):
    too_many = ratelimit.consume_or_429(request, action="missed")
    if too_many:
        return too_many
    asked = SearchFilter(request.POST)
    if find(request.user, asked).is_failure:  # by now there may be something
        keep_failed(asked.text, on=timezone.localdate())
        messages.success(request, "Dank je wel. De redactie ziet dat dit nog ontbreekt.")
    return redirect(reverse("discovery:search", query={"q": asked.text}))
