from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts import actions, blocks, own_data
from portal.accounts.forms import ApproveForm, CloseForm, ProfileForm, RefuseForm
from portal.accounts.models import User
from portal.accounts.roles import organisers_only
from portal.organisations.models import Organisation


def mine(request):
    context = {
        "waiting": blocks.waiting_for(request),
        "mine": blocks.filled(request, blocks.MINE),
        "kept": blocks.filled(request, blocks.KEPT),
        "recommended": blocks.filled(request, blocks.RECOMMENDED),
    }
    return render(request, "accounts/mine.html", context)


def waiting(request):
    """For organisers: who asks to belong to an organisation."""
    number = User.objects.waiting_for_approval().count() if request.user.is_organiser else 0
    return blocks.waiting_page(request, "accounts/_waiting.html", number=number)


def profile(request):
    form = ProfileForm(_sent(request), instance=User.objects.get(pk=request.user.pk))
    if form.is_valid():
        form.save()
        messages.success(request, "Je profiel is bijgewerkt.")
        return redirect("accounts:mine")
    return _page(request, "accounts/profile.html", form)


def my_data(request):
    headers = {"Content-Disposition": 'attachment; filename="mijn-gegevens.json"'}
    options = {"indent": 2, "ensure_ascii": False}
    return JsonResponse(own_data.of(request.user), json_dumps_params=options, headers=headers)


def close(request):
    form = CloseForm(_sent(request))
    if form.is_valid():
        actions.close(request.user, now=timezone.now())
        logout(request)
        messages.success(request, "Je account is gesloten. Dank je wel voor alles wat je deelde.")
        return redirect("/")
    return _page(request, "accounts/close.html", form)


@organisers_only
def requests(request):
    by_domain = {}
    for person in User.objects.waiting_for_approval():
        by_domain.setdefault(person.domain, []).append(person)
    return render(request, "accounts/requests.html", {"requests": by_domain})


@organisers_only
def approve(request, domain):
    people = _waiting_at(domain)
    form = ApproveForm(_sent(request), initial={"organisation": _guess(domain)})
    if form.is_valid():
        organisation = form.cleaned_data["organisation"]
        actions.approve(domain, organisation=organisation, now=timezone.now())
        messages.success(request, f"{domain} hoort nu bij {organisation.full_name}.")
        return redirect("accounts:requests")
    return _page(request, "accounts/approve.html", form, domain=domain, people=people)


@organisers_only
def refuse(request, domain):
    people = _waiting_at(domain)
    form = RefuseForm(_sent(request))
    if form.is_valid():
        actions.refuse(domain, reason=form.cleaned_data["reason"], now=timezone.now())
        messages.success(request, f"De aanvraag voor {domain} is afgewezen.")
        return redirect("accounts:requests")
    return _page(request, "accounts/refuse.html", form, domain=domain, people=people)


def too_many_requests(request):
    return render(request, "accounts/too_many.html", status=429)


def _sent(request):
    return request.POST if request.method == "POST" else None


def _page(request, template, form, **context):
    return render(request, template, {"form": form, **context}, status=422 if form.errors else 200)


def _waiting_at(domain):
    people = list(User.objects.waiting_for_approval().at_domain(domain))
    if not people:
        raise Http404
    return people


def _guess(domain):
    """soest.nl will be Soest; the organiser decides."""
    return Organisation.objects.current().filter(slug=domain.partition(".")[0]).first()
