from django.utils import timezone

from courses.models import Course, Enrolment
from portal.accounts.blocks import waiting_page
from portal.gatherings import places


def waiting(request):
    """Places to take, what the editors ask of my proposals; for editors their queue."""
    queue = list(Course.objects.waiting()) if request.user.is_editor else []
    return waiting_page(
        request,
        "courses/_waiting.html",
        places=places.for_her(Enrolment, request.user, now=timezone.now()),
        asked=Course.objects.proposed_by(request.user).asked().order_by("asked_at", "pk"),
        number=len(queue),
        oldest=queue[0].proposed_at if queue else None,
    )
