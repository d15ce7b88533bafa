from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from portal.gatherings import actions, letters, links
from portal.gatherings.models import Participation
from portal.gatherings.refusals import Refusal

State = Participation.State


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    return _answer(request, links.CONFIRM, token, actions.join, {State.PENDING})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, token):
    return _answer(request, links.LEAVE, token, actions.leave, set(Participation.ACTIVE))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, token):
    return _answer(request, links.ACCEPT, token, actions.accept, {State.WAITING, State.OFFERED})


def _answer(request, act, token, action, when_in):
    """A link in a mail shows on GET and acts on POST: scanners of mail open links."""
    try:
        participation = links.read(act, token)
    except links.BadLinkError:
        return render(request, "gatherings/bad_link.html", status=404)
    can_act = participation.state in when_in
    if request.method != "POST" or not can_act:
        return _show(request, act, participation, can_act=can_act)
    try:
        action(participation.gathering, user=participation.user, now=timezone.now())
    except Refusal as refusal:
        return _show(request, act, participation, can_act=False, refusal=refusal, status=409)
    return redirect(request.path)


def _show(request, act, participation, *, can_act, refusal=None, status=200):
    moments = participation.gathering.moments.standing()
    context = letters.facts(participation, moments, timezone.now())
    may_see = participation.gathering.admits(participation.user)
    context |= {"act": act, "can_act": can_act, "refusal": refusal, "may_see": may_see}
    return render(request, "gatherings/link.html", context, status=status)
