from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from portal.notifications import news, subjects
from portal.ui.pages import render_page
from portal.ui.paging import page_of


def notifications(request):
    """What is new for her; sent, it is all read."""
    mine = request.user.notifications
    if request.method == "POST":
        mine.read(timezone.now())
        return redirect("notifications:notifications")
    page = page_of(mine.unread_first(), request)
    page.object_list = news.told(page.object_list, request.user)
    context = {"page": page, "has_unread": mine.unread().exists()}
    return render_page(
        request,
        "notifications/notifications.html",
        context,
        fragment="notifications/_notifications.html",
    )


@require_POST
def read(request, pk):
    """Read; and on to what it is about, when she asks for that."""
    found = get_object_or_404(request.user.notifications, pk=pk)
    request.user.notifications.filter(pk=pk).read(timezone.now())
    thing = subjects.find(found.subject, request.user)
    opens = thing and "open" in request.POST
    return redirect(thing.address if opens else "notifications:notifications")
