from functools import partial

from django.shortcuts import get_object_or_404

from courses.models import Edition
from portal.gatherings import actions, pages

from .editions import show


def join(request, pk):
    return _change(request, pk, actions.join, shows_name="naam" in request.POST)


def leave(request, pk):
    return _change(request, pk, actions.leave)


def accept(request, pk):
    return _change(request, pk, actions.accept)


def _change(request, pk, action, **options):
    found = visible(request, pk)
    return pages.change(request, found, action, show=partial(show, request, pk), **options)


def visible(request, pk):
    return get_object_or_404(Edition.objects.visible_to(request.user), pk=pk)
