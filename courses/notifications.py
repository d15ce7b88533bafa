"""What can be kept of courses."""

from portal.notifications.subjects import Subject, register

from .models import Course, Edition, KnowledgeRequest

register(
    Subject(
        model=Course,
        called="deze cursus",
        label="Cursus",
        icon="school",
        visible_to=Course.objects.visible_to,
        can_be_kept=True,
    )
)
register(
    Subject(
        model=Edition,
        called="deze cursusdatum",
        label="Cursusdatum",
        icon="school",
        visible_to=Edition.objects.visible_to,
        can_be_kept=True,
    )
)
register(
    Subject(
        model=KnowledgeRequest,
        called="deze kennisvraag",
        label="Kennisvraag",
        icon="message-circle-question",
        visible_to=KnowledgeRequest.objects.visible_to,
        can_be_kept=True,
    )
)
