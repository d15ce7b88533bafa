from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.gatherings import actions
from portal.gatherings.forms import ColleaguesForm, GuestForm
from portal.gatherings.pages import posted
from portal.gatherings.refusals import Refusal


@login_not_required
def guest(request, gathering):
    """The form for somebody without an account, and the mail that she confirms by."""
    if request.user.is_authenticated:
        return redirect(gathering)
    form = GuestForm(posted(request))
    if not form.is_valid():
        return _guest_form(request, gathering, form)
    # Who is not known may have mail sent to any address: as often as she may sign up.
    too_many = ratelimit.consume_or_429(request, action="signup")
    return too_many or _ask(request, gathering, form)


def _ask(request, gathering, form):
    try:
        actions.ask_to_confirm(gathering, **form.cleaned_data, now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _guest_form(request, gathering, form)
    context = {"gathering": gathering, "email": form.cleaned_data["email"]}
    return render(request, "gatherings/guest_asked.html", context)


def _guest_form(request, gathering, form):
    status = 422 if form.is_bound else 200
    context = {"gathering": gathering, "form": form}
    return render(request, "gatherings/guest.html", context, status=status)


def together(request, gathering):
    """Sign up with one or two colleagues: all get a seat, or all wait."""
    if request.user.organisation is None:
        return render(request, "gatherings/together.html", {"gathering": gathering})
    form = ColleaguesForm(posted(request), user=request.user)
    if form.is_valid() and _is_joined(request, gathering, form):
        return redirect(f"{gathering.get_absolute_url()}#meedoen")
    status = 422 if form.is_bound else 200
    context = {"gathering": gathering, "form": form}
    return render(request, "gatherings/together.html", context, status=status)


def _is_joined(request, gathering, form):
    try:
        actions.join_together(
            gathering,
            user=request.user,
            shows_name=form.cleaned_data["shows_name"],
            colleagues=form.colleagues,
            now=timezone.now(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    else:
        messages.success(request, "Gelukt. Je collega’s krijgen ook een mail.")
    return not form.errors
