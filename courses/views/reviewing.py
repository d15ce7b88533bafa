from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from courses import actions
from courses.actions.reviewing import AlreadyAnswered
from courses.forms import ReasonForm
from courses.models import Course
from portal.ui.pages import render_page
from portal.ui.paging import page_of


def editors_only(view):
    """The page does not exist for others: 404, not 403."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if not request.user.is_editor:
            raise Http404
        return view(request, *args, **kwargs)

    return answer


@editors_only
def queue(request):
    waiting = Course.objects.waiting().select_related("proposed_by__organisation")
    context = {"page": page_of(waiting, request), "now": timezone.now()}
    return render_page(request, "courses/queue.html", context, fragment="courses/_queue.html")


@editors_only
def review(request, pk):
    return _page(request, _course(pk), ReasonForm())


@require_POST
@editors_only
def publish(request, pk):
    return _answer(request, _course(pk), actions.publish, "De cursus staat online.")


@require_POST
@editors_only
def ask_for_more(request, pk):
    return _answer_with_reason(request, pk, actions.ask_for_more, "Je vraag is verstuurd.")


@require_POST
@editors_only
def refuse(request, pk):
    return _answer_with_reason(request, pk, actions.refuse, "Het aanbod is afgewezen.")


def _course(pk):
    return get_object_or_404(Course.objects.for_cards().select_related("proposed_by"), pk=pk)


def _answer_with_reason(request, pk, action, done):
    course, form = _course(pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, course, form, status=422)
    return _answer(request, course, action, done, **form.cleaned_data)


def _answer(request, course, action, done, **reason):
    try:
        action(course, now=timezone.now(), **reason)
        messages.success(request, done)
    except AlreadyAnswered as error:
        messages.error(request, str(error))
    return redirect("courses:review", course.pk)


def _page(request, course, form, *, status=200):
    context = {"course": course, "form": form, "themes": course.themes.all()}
    return render(request, "courses/review.html", context, status=status)
