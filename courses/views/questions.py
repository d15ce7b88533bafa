from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from courses import actions, sharing
from courses.filters import QuestionFilter
from courses.forms import QuestionForm
from courses.models import KnowledgeRequest
from portal.gatherings import clock
from portal.gatherings.pages import form_page, posted
from portal.themes.models import Theme
from portal.ui.pages import render_page
from portal.ui.paging import page_of


def _today():
    return clock.local(timezone.now()).date()


@login_not_required
def index(request):
    questions = KnowledgeRequest.objects.open(_today()).for_cards()
    found = QuestionFilter(request.GET, queryset=questions.order_by("-asked_at", "-pk"))
    context = {"filter": found, "page": page_of(found.qs, request)}
    return render_page(
        request, "courses/questions.html", context, fragment="courses/_questions.html"
    )


@login_not_required
def question(request, pk):
    questions = KnowledgeRequest.objects.visible_to(request.user).for_page()
    found = get_object_or_404(questions, pk=pk)
    themes = list(found.themes.all())
    backers = list(found.backers.all())
    employer = getattr(request.user, "organisation", None)
    context = {
        "question": found,
        "state": found.state(_today()),
        "backers": backers,
        "has_backed": employer in [backer.organisation for backer in backers],
        "may_back": employer not in (None, found.organisation),
        "is_mine": found.asked_by_id is not None and found.asked_by_id == request.user.pk,
        "courses": sharing.courses_for(found, themes),
        "trainers": sharing.trainers_for(found, themes),
    }
    return render(request, "courses/question.html", context)


def ask(request):
    if request.user.organisation is None:
        return render(request, "courses/no_organisation.html")
    form = QuestionForm(posted(request), today=_today(), initial=_filled_in(request))
    if not form.is_valid():
        return form_page(
            request,
            form,
            title="Stel een kennisvraag",
            lead="Wat wil jouw organisatie leren? Collega's die het kunnen, zien je vraag.",
            action="Plaats de vraag",
            cancel_url=reverse("courses:questions"),
        )
    found = form.save(commit=False)
    actions.ask(found, by=request.user, themes=form.cleaned_data["themes"], now=timezone.now())
    return redirect(found)


def _filled_in(request):
    """What the address fills in: ?vraag=…&toelichting=…&thema=…"""
    slugs = [slug for slug in request.GET.getlist("thema") if "\0" not in slug]
    return {
        "title": request.GET.get("vraag", ""),
        "explanation": request.GET.get("toelichting", ""),
        "themes": Theme.objects.filter(slug__in=slugs),
    }


def back(request, pk):
    found = get_object_or_404(KnowledgeRequest.objects.visible_to(request.user), pk=pk)
    if request.method == "POST" and "niet-meer" in request.POST:
        actions.stop_backing(found, user=request.user)
    elif request.method == "POST":
        actions.back(found, user=request.user, now=timezone.now())
    return redirect(found)


def withdraw(request, pk):
    found = get_object_or_404(KnowledgeRequest.objects.editable_by(request.user), pk=pk)
    if request.method == "POST":
        actions.withdraw(found, now=timezone.now())
    return redirect(found)
