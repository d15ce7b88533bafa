from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404

from courses.models import Edition
from portal.gatherings import actions, pages

from .editions import TRAIL, show


def join(request, pk):
    return _change(request, pk, actions.join, shows_name="naam" in request.POST)


def leave(request, pk):
    return _change(request, pk, actions.leave)


def accept(request, pk):
    return _change(request, pk, actions.accept)


def _change(request, pk, action, **options):
    found = _visible(request, pk)
    return pages.change(request, found, action, show=partial(show, request, pk), **options)


@login_not_required
def guest(request, pk):
    return pages.guest(request, _visible(request, pk), show=partial(show, request, pk), **TRAIL)


def _visible(request, pk):
    return get_object_or_404(Edition.objects.visible_to(request.user), pk=pk)
