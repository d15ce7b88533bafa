from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from courses import actions
from courses.forms import CourseForm
from courses.models import Course
from portal.gatherings.pages import form_page, posted


def propose(request):
    if request.user.organisation is None:
        return render(request, "courses/no_organisation.html")
    form = CourseForm(posted(request))
    if not form.is_valid():
        return form_page(
            request,
            form,
            title="Wat kun jij collega's leren?",
            lead="De redactie leest dit één keer. Daarna plan je zelf. Je naam staat erbij.",
            action="Bied aan",
            cancel_url=reverse("courses:index"),
        )
    course = form.save(commit=False)
    actions.propose(course, by=request.user, themes=form.cleaned_data["themes"], now=timezone.now())
    messages.success(request, "Dank je wel! De redactie leest je aanbod en mailt je.")
    return redirect(course)


def edit(request, slug):
    course = get_object_or_404(Course.objects.editable_by(request.user), slug=slug)
    form = CourseForm(posted(request), instance=course)
    if not form.is_valid():
        return form_page(
            request, form, title="Wijzig je cursus", cancel_url=course.get_absolute_url()
        )
    actions.change(form.save(commit=False), themes=form.cleaned_data["themes"], now=timezone.now())
    return redirect("courses:course", slug=slug)
