"""What is read of a version on its way: its state, steps and remarks, what is in hand and waits."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from .models import CaseStudy, Ownership, Place, State, Step, Version


def review_of(case, version, user):
    """How far an unpublished version is, who has it, and what ``user`` can do now."""
    mine = CaseStudy.objects.filter(pk=case.pk)
    may = {
        "is_writer": mine.editable_by(user).exists(),
        "may_archive": mine.archivable_by(user).exists(),
        "known_owners": case.owners_visible_to(user),
    }
    if version is None:
        return may
    steps = list(version.steps.select_related("by").order_by("at", "pk"))
    return may | {
        "work": version,
        "steps": [_told(step) for step in steps] + _planned(version),
        "asked": next((s.reason for s in reversed(steps) if s.to_state == version.state), ""),
        "sent_remarks": version.remarks.open().exclude(sent_at=None).in_order(),
        "may_review": user.is_editor and version.state != State.CONCEPT,
        "may_delete": Version.objects.deletable_by(user).filter(pk=version.pk).exists(),
        "may_write": may["is_writer"] and version.is_writable,
        "may_withdraw": may["is_writer"] and version.may_be_taken_to(State.CONCEPT, user=user),
    }


def _told(step):
    title = State(step.to_state).label.capitalize()
    return {"title": title, "at": step.at, "by": step.by, "text": step.reason}


def _planned(version):
    """What will happen by itself, as the last step."""
    if not version.publish_at:
        return []
    return [{"title": "Verschijnt", "at": version.publish_at, "text": "Gepland moment."}]


def queue():
    """What waits for the editors, the longest waiting first, with who leads it."""
    lead = Ownership.objects.filter(case=OuterRef("case"), is_lead=True)
    names = Subquery(lead.values("organisation__short_name"))
    return Version.objects.queue().select_related("case", "assignee").annotate(lead_name=names)


def tell_age(versions, now):
    """Give each how long it waits, in days of the calendar: «3 weken (21 dagen)»."""
    for version in versions:
        version.waits = _age((_day(now) - _day(version.submitted_at)).days)


def _day(moment):
    return timezone.localtime(moment).date()


def _age(days):
    match days:
        case 0:
            return "sinds vandaag"
        case 1:
            return "1 dag"
        case _ if days < 14:
            return f"{days} dagen"
    return f"{days // 7} weken ({days} dagen)"


def works_of(user):
    """What her organisation has in hand, with what the editors ask; the latest saved first."""
    cases = CaseStudy.objects.editable_by(user)
    asked = Step.objects.filter(version=OuterRef("pk"), to_state=OuterRef("state"))
    versions = Version.objects.in_the_works().filter(case__in=cases)
    versions = versions.select_related("case", "assignee").order_by("-saved_at", "pk")
    return versions.annotate(asked=Subquery(asked.order_by("-pk").values("reason")[:1]))


def asked_of(user):
    """What the editors ask her organisation to add to, the longest ago first."""
    cases = CaseStudy.objects.editable_by(user)
    versions = Version.objects.filter(case__in=cases, state=State.CHANGES_REQUESTED)
    return versions.select_related("case").order_by("saved_at", "pk")


def archived_of(user):
    """What her organisation took away from the public, the latest first."""
    cases = CaseStudy.objects.of(user.organisation_id).exclude(archived_at=None)
    return cases.select_related("published").order_by("-archived_at", "pk")


def remarks_of(version, user):
    """The remarks on ``version`` that ``user`` may read, by their place, in the order of a page."""
    found = {place: [] for place in Place}
    for remark in version.remarks.visible_to(user).in_order():
        found[remark.place].append(remark)
    return {place: remarks for place, remarks in found.items() if remarks}


def remarks_for_review(version, user):
    """All remarks by their place, and how many are open and go along when changes are asked."""
    found = remarks_of(version, user)
    remarks = [remark for here in found.values() for remark in here]
    return {"remarks": found, "open_count": sum(not remark.resolved_at for remark in remarks)}
