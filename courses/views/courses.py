from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from courses.filters import CourseFilter
from courses.models import Course, Edition, Enrolment, KnowledgeRequest, Trainer
from portal.gatherings.pages import cards_of
from portal.ui.pages import render_page
from portal.ui.paging import page_of

PAST = 6


@login_not_required
def index(request):
    courses = Course.objects.published().with_next_date(timezone.now()).for_cards()
    found = CourseFilter(request.GET, queryset=courses.order_by("title", "pk"))
    context = {"filter": found, "page": page_of(found.qs, request)}
    return render_page(request, "courses/index.html", context, fragment="courses/_courses.html")


@login_not_required
def course(request, slug):
    courses = Course.objects.visible_to(request.user).for_cards().prefetch_related("themes")
    found = get_object_or_404(courses, slug=slug)
    now = timezone.now()
    editions = Edition.objects.visible_to(request.user).filter(course=found)
    editions = editions.select_related("municipality")
    context = {
        "course": found,
        "coming": cards_of(editions.upcoming(now), now),
        "past": cards_of(editions.past(now)[:PAST], now),
        "trainers": _with_profile(found.trainers.all()),
        "may_edit": Course.objects.editable_by(request.user).filter(pk=found.pk).exists(),
        "may_plan": Course.objects.plannable_by(request.user).filter(pk=found.pk).exists(),
    }
    return render(request, "courses/course.html", context)


def _with_profile(people):
    """[(person, her profile as a trainer or None)], in one query."""
    profiles = {each.user_id: each for each in Trainer.objects.filter(user__in=people)}
    return [(person, profiles.get(person.pk)) for person in people]


def mine(request):
    now = timezone.now()
    enrolments = Enrolment.objects.active().filter(
        user=request.user, gathering__cancelled_at=None, gathering__ends_at__gt=now
    )
    coming = enrolments.select_related("gathering__municipality")
    context = {
        "page": page_of(coming.order_by("gathering__starts_at", "pk"), request),
        "courses": Course.objects.proposed_by(request.user).order_by("title", "pk"),
        "questions": KnowledgeRequest.objects.editable_by(request.user).order_by("-asked_at", "pk"),
        "trainer": Trainer.objects.filter(user=request.user).first(),
    }
    return render_page(request, "courses/mine.html", context, fragment="courses/_mine.html")
