from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from courses import actions
from courses.filters import TrainerFilter
from courses.forms import TrainerForm
from courses.models import Course, Trainer
from portal.gatherings import clock
from portal.gatherings.pages import form_page, posted
from portal.ui.pages import render_page
from portal.ui.paging import page_of


@login_not_required
def index(request):
    trainers = Trainer.objects.visible_to(request.user).for_cards().order_by("user__name", "pk")
    found = TrainerFilter(request.GET, queryset=trainers)
    context = {"filter": found, "page": page_of(found.qs, request)}
    return render_page(request, "courses/trainers.html", context, fragment="courses/_trainers.html")


@login_not_required
def trainer(request, pk):
    found = get_object_or_404(Trainer.objects.visible_to(request.user).for_page(), pk=pk)
    now = timezone.now()
    courses = Course.objects.published().filter(trainers=found.user).with_next_date(now)
    context = {
        "trainer": found,
        "courses": courses.for_cards().order_by("title", "pk"),
        "is_paused": found.is_paused(clock.local(now).date()),
    }
    return render(request, "courses/trainer.html", context)


def edit(request):
    if request.user.organisation is None:
        return render(request, "courses/no_organisation.html")
    found = Trainer.objects.filter(user=request.user).first() or Trainer(user=request.user)
    form = TrainerForm(posted(request), instance=found)
    if not form.is_valid():
        return form_page(
            request,
            form,
            title="Jij als trainer",
            lead="Iedereen kan lezen wat je hier schrijft. Je mailadres staat er niet bij.",
            cancel_url=reverse("courses:mine"),
        )
    actions.keep_profile(
        form.save(commit=False),
        levels=form.levels,
        formats=form.cleaned_data["formats"],
        now=timezone.now(),
    )
    messages.success(request, "Je trainersprofiel is bewaard.")
    return redirect(found)
