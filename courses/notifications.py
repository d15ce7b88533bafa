"""What can be kept of courses, and who hears of new courses, dates and questions."""

from portal.gatherings import clock
from portal.gatherings.notifications import begins, is_over
from portal.notifications import kinds, subjects
from portal.notifications.kinds import Kind
from portal.notifications.notifying import followers_of, notify
from portal.notifications.subjects import Subject

from .models import Course, Edition, KnowledgeRequest, Trainer


def _is_closed(question, now):
    return question.state(clock.local(now).date()) != KnowledgeRequest.State.OPEN


COURSE = kinds.register(
    Kind("courses.course", "Cursussen", "Nieuw over een thema dat je volgt", "Nieuwe cursus")
)
EDITION = kinds.register(
    Kind(
        "courses.edition",
        "Cursussen",
        "Nieuwe datum van een cursus over een thema dat je volgt",
        "Nieuwe cursusdatum",
    )
)
QUESTION = kinds.register(
    Kind(
        "courses.question",
        "Kennisvragen",
        "Nieuw over een thema dat je volgt of als trainer geeft",
        "Nieuwe kennisvraag",
    )
)


def tell_of_course(course, *, now):
    """Who follows one of its themes."""
    to = [followers_of(course.themes.all())]
    occasion, without = f"course:{course.pk}", [course.proposed_by]
    notify(COURSE, course, to=to, occasion=occasion, now=now, without=without)


def tell_of_edition(edition, *, by, now):
    """Who follows one of the themes of the course."""
    to, occasion = [followers_of(edition.course.themes.all())], f"edition:{edition.pk}"
    notify(EDITION, edition, to=to, occasion=occasion, now=now, without=[by])


def tell_of_question(question, *, by, now):
    """Who follows one of its themes, or gives it as a trainer."""
    themes = question.themes.all()
    trainers = Trainer.objects.filter(topics__theme__in=themes).values("user")
    to, occasion = [followers_of(themes), trainers], f"question:{question.pk}"
    notify(QUESTION, question, to=to, occasion=occasion, now=now, without=[by])


subjects.register(
    Subject(
        model=Course,
        called="deze cursus",
        label="Cursus",
        icon="school",
        visible_to=Course.objects.visible_to,
        can_be_kept=True,
    )
)
subjects.register(
    Subject(
        model=Edition,
        called="deze cursusdatum",
        label="Cursusdatum",
        icon="school",
        visible_to=Edition.objects.visible_to,
        can_be_kept=True,
        detail=begins,
        is_over=is_over,
    )
)
subjects.register(
    Subject(
        model=KnowledgeRequest,
        called="deze kennisvraag",
        label="Kennisvraag",
        icon="message-circle-question",
        visible_to=KnowledgeRequest.objects.visible_to,
        can_be_kept=True,
        is_over=_is_closed,
    )
)
