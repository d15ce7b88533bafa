from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import conditional_page

from portal.discovery import feed, queries
from portal.discovery.filters import AgendaFilter
from portal.discovery.rows import as_rows
from portal.ui.pages import render_page
from portal.ui.paging import page_of


@login_not_required
def agenda(request):
    filters = AgendaFilter(request.GET)
    coming = queries.upcoming(request.user, now=timezone.now(), where=filters.narrow)
    page = page_of(coming, request)
    page.object_list = as_rows(page.object_list)
    context = {"filters": filters, "page": page}
    return render_page(request, "discovery/agenda.html", context, fragment="discovery/_agenda.html")


@login_not_required
@conditional_page
def agenda_feed(request):
    """Open to calendars, which never sign in: only what a visitor may see."""
    content = feed.calendar_of(AnonymousUser(), now=timezone.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
