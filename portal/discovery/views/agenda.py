from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import conditional_page

from portal.discovery import feed, queries
from portal.discovery.filters import AgendaFilter
from portal.discovery.rows import as_rows
from portal.ui.pages import render_page
from portal.ui.paging import page_of

MOST = 500  # items of a month that are shown


@login_not_required
def agenda(request):
    filters = AgendaFilter(request.GET, today=timezone.localdate())
    context = {"filters": filters} | (_month if filters.month else _list)(request, filters)
    return render_page(request, "discovery/agenda.html", context, fragment="discovery/_agenda.html")


def _list(request, filters):
    coming = queries.upcoming(request.user, now=timezone.now(), where=filters.narrow)
    page = page_of(coming, request)
    page.object_list = as_rows(page.object_list)
    return {"page": page, "number": page.paginator.count}


def _month(request, filters):
    since, until = filters.month.moments
    found = queries.starting(request.user, since=since, until=until, where=filters.narrow)
    rows = as_rows(found[:MOST])
    return {"days": filters.month.days(rows), "number": len(rows), "today": timezone.localdate()}


@login_not_required
@conditional_page
def agenda_feed(request):
    """Open to calendars, which never sign in: only what a visitor may see."""
    filters = AgendaFilter(request.GET, today=timezone.localdate())
    if filters.unknown:
        raise Http404  # a calendar shows no message: better nothing than everything
    content = feed.agenda_of(AnonymousUser(), filters, now=timezone.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
