"""The letters about a review: to the writers at each step, to an editor when she gets one."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

from portal.accounts.models import User
from portal.keys import key_of, model_and_pk
from portal.mail import kinds, outbox
from portal.mail.letters import Letter

from .models import STEPS, By, State, Step, Version
from .models.workflow import REASON_NEEDED

KEEPS_ITS_WORTH = timedelta(days=7)
SUBJECTS = {
    State.SUBMITTED: "Ingediend: {}",
    State.CONCEPT: "Weer een concept: {}",
    State.IN_REVIEW: "De redactie leest mee: {}",
    State.CHANGES_REQUESTED: "De redactie vraagt een aanvulling: {}",
    State.REJECTED: "Niet geplaatst: {}",
    State.PUBLISHED: "Gepubliceerd: {}",
}


def writers_of(version):
    """Who wrote or handed in, and still works for one of the organisations of the case."""
    by_writers = [to for (_, to), by in STEPS.items() if by == By.LEAD]
    took_steps = version.steps.filter(to_state__in=by_writers).values("by")
    people = User.objects.filter(is_active=True, organisation__ownerships__case=version.case_id)
    started = Q(pk__in=[version.created_by_id, version.case.created_by_id])
    return people.filter(started | Q(pk__in=took_steps)).order_by("pk")


def tell_writers(step, *, now):
    """Plan the letter about ``step`` to each of the writers."""
    outbox.plan_many(
        [
            outbox.draft(
                STEP.name,
                subject=key_of(step.version),
                recipient=key_of(writer),
                occasion=f"step:{step.pk}",
                due_at=now,
                not_after=now + KEEPS_ITS_WORTH,
            )
            for writer in writers_of(step.version)
        ]
    )


def tell_assignee(version, *, now):
    """Plan the letter to the editor who got ``version`` from a colleague."""
    outbox.plan(
        ASSIGNED.name,
        subject=key_of(version),
        recipient=key_of(version.assignee),
        occasion=f"assigned:{now.isoformat()}",
        due_at=now,
        not_after=now + KEEPS_ITS_WORTH,
    )


def still_due(row, now):
    """Not when a later step was taken meanwhile, nor to who left the organisation."""
    writer = _recipient(row)
    if not writer:
        return "Deze persoon heeft geen account meer."
    step = _step(row)
    if step is None or step.version.steps.filter(pk__gt=step.pk).exists():
        return "Er is alweer een stap verder gezet."
    if not writers_of(step.version).filter(pk=writer.pk).exists():
        return "Deze persoon werkt niet meer bij een van de organisaties."
    return ""


def render(row, now):
    step, writer = _step(row), _recipient(row)
    subject = SUBJECTS[step.to_state].format(step.version.title)
    context = {
        "subject": subject,
        "step": step,
        "version": step.version,
        "writer": writer,
        "remarks": _remarks_with(step),
        "url": settings.SITE_URL + step.version.case.get_absolute_url(),
    }
    return Letter(
        to=writer.email,
        subject=subject,
        text=render_to_string("cases/mail/step.txt", context),
        html=render_to_string("cases/mail/step.html", context),
    )


def still_assigned(row, now):
    """Not when somebody else has it by now, or nobody needs to read it any more."""
    in_review = Version.objects.filter(pk=_version_pk(row), state=State.IN_REVIEW)
    mine = in_review.filter(assignee=_recipient(row) or 0)
    return "" if mine.exists() else "Deze redacteur heeft het voorbeeld niet meer."


def render_assigned(row, now):
    version = Version.objects.get(pk=_version_pk(row))
    editor = _recipient(row)
    subject = f"Aan jou toegewezen: {version.title}"
    context = {
        "subject": subject,
        "version": version,
        "editor": editor,
        "url": settings.SITE_URL + reverse("cases:review", args=[version.pk]),
    }
    return Letter(
        to=editor.email,
        subject=subject,
        text=render_to_string("cases/mail/assigned.txt", context),
        html=render_to_string("cases/mail/assigned.html", context),
    )


def _version_pk(row):
    return model_and_pk(row.subject)[1]


def _remarks_with(step):
    """The open remarks that went along: only what asks something of the writers has any."""
    if step.to_state not in REASON_NEEDED:
        return []
    return step.version.remarks.open().exclude(sent_at=None).in_order()


def _step(row):
    steps = Step.objects.select_related("version__case", "version__assignee", "by")
    return steps.filter(pk=row.occasion.removeprefix("step:")).first()


def _recipient(row):
    _, pk = model_and_pk(row.recipient)
    return User.objects.filter(pk=pk, is_active=True).first()


STEP = kinds.register(
    kinds.Kind("case_step", "Een stap van een praktijkvoorbeeld", still_due, render)
)
ASSIGNED = kinds.register(
    kinds.Kind(
        "case_assigned", "Een praktijkvoorbeeld voor een redacteur", still_assigned, render_assigned
    )
)
