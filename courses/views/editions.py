from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from courses.actions import publish_edition
from courses.forms import EditionForm
from courses.models import Course, Edition
from portal.gatherings import actions, pages
from portal.gatherings.refusals import Refusal
from portal.ui.pages import render_page


@login_not_required
def edition(request, pk):
    return show(request, pk)


def show(request, pk, *, refusal=None):
    """The page of an edition, or its fragment about taking part; with why it was refused."""
    found = get_object_or_404(Edition.objects.visible_to(request.user).for_page(), pk=pk)
    may_edit = Edition.objects.editable_by(request.user).filter(pk=pk).exists()
    facts = pages.facts_of(found, request.user, timezone.now(), may_edit=may_edit)
    return render_page(
        request,
        "courses/edition.html",
        facts | {"course": found.course, "themes": found.course.themes.all(), "refusal": refusal},
        fragment="gatherings/_participation.html",
        status=409 if refusal else 200,
    )


@login_not_required
def calendar(request, pk):
    found = get_object_or_404(Edition.objects.visible_to(request.user).for_page(), pk=pk)
    return pages.calendar_file(found, now=timezone.now())


def plan(request, slug):
    course = get_object_or_404(Course.objects.plannable_by(request.user), slug=slug)
    return _plan(request, course)


def copy(request, pk):
    """A next one like this: the same but for its days and when people can join."""
    source = editable(request, pk)
    return _plan(request, source.course, initial=EditionForm.copied_from(source))


def _plan(request, course, *, initial=None):
    form = EditionForm(pages.posted(request), initial=initial, now=timezone.now())
    if not form.is_valid():
        return pages.form_page(
            request,
            form,
            title=f"Plan «{course}»",
            action="Opslaan als concept",
            cancel_url=course.get_absolute_url(),
        )
    found = form.save(commit=False)
    found.course, found.title, found.summary = course, course.title, course.summary
    found.created_by = request.user
    actions.schedule(found, moments=form.moments)
    return redirect(found)


def edit(request, pk):
    found = editable(request, pk)
    form = EditionForm(pages.posted(request), instance=found, now=timezone.now())
    if form.is_valid() and pages.revise(form):
        return redirect(found)
    return pages.form_page(
        request,
        form,
        title="Wijzig de lesdagen",
        action="Opslaan",
        cancel_url=found.get_absolute_url(),
    )


def publish(request, pk):
    found = editable(request, pk)
    if request.method == "POST":
        try:
            publish_edition(found, by=request.user, now=timezone.now())
        except Refusal as refusal:
            return show(request, pk, refusal=refusal)
    return redirect(found)


def editable(request, pk):
    return get_object_or_404(Edition.objects.editable_by(request.user), pk=pk)
