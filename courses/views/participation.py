from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse

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
    editions = Edition.objects.visible_to(request.user).filter(pk=pk)
    address = reverse("courses:edition", args=[pk])
    options |= {"show": partial(show, request, pk), "address": address}
    return pages.change(request, editions, action, **options)


def visible(request, pk):
    return get_object_or_404(Edition.objects.visible_to(request.user), pk=pk)
