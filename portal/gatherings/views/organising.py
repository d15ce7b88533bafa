from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal.gatherings import actions
from portal.gatherings.following import with_mail
from portal.gatherings.forms import CancelForm, ReservationForm
from portal.gatherings.pages import form_page, posted
from portal.gatherings.refusals import Refusal
from portal.organisations.models import Organisation
from portal.ui.paging import page_of


def participants(request, gathering):
    everybody = gathering.participations.in_order().select_related(
        "user__organisation", "signed_up_by"
    )
    page = page_of(everybody, request, per_page=50)
    context = {
        "gathering": gathering,
        "page": page,
        "rows": with_mail(page.object_list),
        "waiting": gathering.participations.waiting().count(),
    }
    return render(request, "gatherings/participants.html", context)


def cancel(request, gathering):
    form = CancelForm(posted(request))
    if form.is_valid() and _is_done(form, actions.cancel, gathering, **form.cleaned_data):
        return redirect(gathering)
    return form_page(
        request,
        form,
        title=f"«{gathering}» afgelasten",
        lead="Iedereen die meedoet of wacht, krijgt meteen een mail.",
        action="Ja, afgelasten",
        cancel_url=gathering.get_absolute_url(),
    )


def reserve(request, gathering):
    """The seats that are kept for organisations, and a form to keep some more."""
    form = ReservationForm(posted(request), gathering=gathering)
    if form.is_valid() and _is_done(form, actions.reserve, gathering, **form.values):
        messages.success(request, f"Vrijgehouden voor {form.values['organisation']}.")
        return redirect(request.path)
    now = timezone.now()
    reservations = gathering.reservations.select_related("organisation")
    context = {
        "gathering": gathering,
        "form": form,
        "reservations": reservations.order_by("organisation__sort_key"),
        "now": now,
        "can_keep": gathering.can_keep_seats(now),
    }
    status = 422 if form.is_bound else 200
    return render(request, "gatherings/reservations.html", context, status=status)


def release(request, gathering, organisation):
    kept_for = get_object_or_404(Organisation, pk=organisation)
    get_object_or_404(gathering.reservations, organisation=kept_for)
    if request.method == "POST":
        actions.release(gathering, organisation=kept_for, now=timezone.now())
        messages.success(request, f"De plaatsen van {kept_for} zijn voor iedereen.")
    return redirect(f"{gathering.get_absolute_url()}vrijhouden/")


def _is_done(form, action, gathering, **values):
    """Whether the rules allowed it; otherwise the form says why not."""
    try:
        action(gathering, **values, now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return not form.errors
