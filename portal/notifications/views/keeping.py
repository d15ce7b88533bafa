from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from portal.notifications import actions, subjects
from portal.notifications.models import Bookmark, Follow
from portal.ui.pages import render_page, wants_fragment
from portal.ui.paging import page_of


def follows(request):
    if request.method == "POST":
        return _follow(request, *_asked(request))
    return _list(request, Follow, "notifications/follows.html", "notifications/_follows.html")


def bookmarks(request):
    if request.method == "POST":
        return _keep(request, *_asked(request))
    return _list(request, Bookmark, "notifications/bookmarks.html", "notifications/_bookmarks.html")


def _follow(request, key, thing):
    stops = "stop" in request.POST
    if stops:
        actions.unfollow(key, user=request.user)
    elif thing and thing.subject.can_be_followed:
        actions.follow(key, user=request.user, now=timezone.now())
    else:
        raise Http404
    return _answer(request, "notifications/_follow.html", thing, is_followed=not stops)


def _keep(request, key, thing):
    stops = "stop" in request.POST
    if stops:
        actions.remove(key, user=request.user)
    elif thing and thing.subject.can_be_kept:
        actions.bookmark(key, user=request.user, now=timezone.now())
    else:
        raise Http404
    return _answer(request, "notifications/_bookmark.html", thing, is_kept=not stops)


def _asked(request):
    """The key in the form, and its thing where she may see it; 404 for what is no key."""
    key = request.POST.get("onderwerp", "")
    if not subjects.is_known(key):
        raise Http404
    return key, subjects.find(key, request.user)


def _answer(request, fragment, thing, **state):
    if thing and wants_fragment(request):
        return render(request, fragment, {"thing": thing, **state})
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return redirect(back)
    return redirect(thing.address if thing else request.path)


def _list(request, model, page_template, fragment):
    page = page_of(model.objects.filter(user=request.user).newest_first(), request)
    things = subjects.visible([kept.subject for kept in page], request.user)
    for kept in page:
        kept.thing = things.get(kept.subject)
    return render_page(request, page_template, {"page": page}, fragment=fragment)
