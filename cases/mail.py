"""The letters about a review: to the writers at each step, to an editor when she gets one."""

from datetime import datetime, timedelta

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
PLAN = "plan:"  # with the moment that was planned
STEP_LETTER = ("cases/mail/step.txt", "cases/mail/step.html")
ASSIGNED_LETTER = ("cases/mail/assigned.txt", "cases/mail/assigned.html")
PLANNED_LETTER = ("cases/mail/planned.txt", "cases/mail/planned.html")
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


def tell_of_plan(version, *, now):
    """Plan the letters that say when ``version`` is published, in place of an earlier plan's."""
    for writer in writers_of(version):
        outbox.replace(
            PLANNED.name,
            subject=key_of(version),
            recipient=key_of(writer),
            occasion=f"{PLAN}{version.publish_at.isoformat()}",
            due_at=now,
            not_after=min(now + KEEPS_ITS_WORTH, version.publish_at),
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
    step = _step(row)
    subject = SUBJECTS[step.to_state].format(step.version.title)
    address = step.version.case.get_absolute_url()
    context = {"step": step, "version": step.version, "remarks": _remarks_with(step)}
    return _letter(STEP_LETTER, row, subject, address, context)


def still_assigned(row, now):
    """Not when somebody else has it by now, or nobody needs to read it any more."""
    in_review = Version.objects.filter(pk=_version_pk(row), state=State.IN_REVIEW)
    mine = in_review.filter(assignee=_recipient(row) or 0)
    return "" if mine.exists() else "Deze redacteur heeft het voorbeeld niet meer."


def render_assigned(row, now):
    version = _version(row)
    address = reverse("cases:review", args=[version.pk])
    subject = f"Aan jou toegewezen: {version.title}"
    return _letter(ASSIGNED_LETTER, row, subject, address, {"version": version})


def still_planned(row, now):
    """Not when it was published, moved or withdrawn meanwhile, nor to who left."""
    moment = datetime.fromisoformat(row.occasion.removeprefix(PLAN))
    version = Version.objects.filter(pk=_version_pk(row), publish_at=moment).first()
    writer = _recipient(row)
    if version and writer and writers_of(version).filter(pk=writer.pk).exists():
        return ""
    return "Het moment van publiceren geldt niet meer."


def render_planned(row, now):
    version = _version(row)
    subject = f"Verschijnt binnenkort: {version.title}"
    address = version.case.get_absolute_url()
    return _letter(PLANNED_LETTER, row, subject, address, {"version": version})


def _letter(templates, row, subject, address, context):
    """The letter in ``templates`` to the one whom ``row`` is for, about the page at ``address``."""
    to = _recipient(row)
    context |= {"subject": subject, "to": to, "url": settings.SITE_URL + address}
    bodies = (render_to_string(template, context) for template in templates)
    return Letter(to.email, subject, *bodies)


def _version_pk(row):
    return model_and_pk(row.subject)[1]


def _version(row):
    return Version.objects.select_related("case").get(pk=_version_pk(row))


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
PLANNED = kinds.register(
    kinds.Kind(
        "case_planned", "Een praktijkvoorbeeld dat verschijnt", still_planned, render_planned
    )
)
