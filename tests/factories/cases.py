"""Cases with their version, as far on their way as a test needs."""

from datetime import UTC, datetime
from itertools import count

from django.utils.text import slugify

from cases.actions import remarks, review, writing
from cases.models import Instrument, State
from portal.ui.richtext import clean
from tests.factories.organisations import make_municipality

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_numbers = count(1)


def make_text(title=None, *, themes=(), learning_formats=(), **parts_and_fields):
    """What somebody wrote: names of parts (sections, factors …) go to the parts."""
    parts = {
        name: parts_and_fields.pop(name)
        for name in tuple(parts_and_fields)
        if name in writing.PARTS
    }
    if "sections" in parts:
        parts["sections"] = [row | {"body": clean(row["body"])} for row in parts["sections"]]
    fields = {"title": title or f"Samen leren {next(_numbers)}", "summary": "In het kort."}
    return writing.Text(
        fields=fields | parts_and_fields,
        themes=list(themes),
        learning_formats=list(learning_formats),
        parts=parts,
    )


def make_version(title=None, *, organisations=(), state=State.CONCEPT, by=None, now=NOW, **text):
    """The first version of a new case, taken to ``state`` by the steps that people take."""
    organisations = list(organisations) or [make_municipality()]
    public = text.pop("from_public_source", False)
    version = writing.start(
        organisations, by=by, now=now, text=make_text(title, **text), from_public_source=public
    )
    return bring(version, state, by=by, now=now)


def bring(version, state, *, by=None, now=NOW):
    """Take the steps from concept to ``state``."""
    if state == State.CONCEPT:
        return version
    review.hand_in(version, by=by, now=now)
    if state == State.SUBMITTED:
        return version
    review.take(version, by=by, now=now)
    if state == State.CHANGES_REQUESTED:
        review.request_changes(version, by=by, now=now, reason="Wat kostte het?")
    if state == State.REJECTED:
        review.reject(version, by=by, now=now, reason="Dit is reclame.")
    if state == State.PUBLISHED:
        review.publish(version, by=by, now=now)
    return version


def make_case(title=None, **fields):
    """A published case."""
    version = make_version(title, **({"state": State.PUBLISHED} | fields))
    version.case.refresh_from_db()
    return version.case


def make_instrument(name=None, *, cases=(), **fields):
    name = name or f"Instrument {next(_numbers)}"
    instrument = Instrument.objects.create(name=name, slug=slugify(name), **fields)
    instrument.cases.set(cases)
    return instrument


def make_remark(text="Wat kostte het?", *, place="result", state=State.IN_REVIEW, **fields):
    """A remark on a new version; sent to its writers when ``state`` is past the review."""
    version = make_version(state=State.IN_REVIEW, **fields)
    remark = remarks.remark(version, by=None, now=NOW, place=place, text=text)
    if state == State.CHANGES_REQUESTED:
        review.request_changes(version, by=None, now=NOW, reason="Zie de opmerkingen.")
    remark.refresh_from_db()
    return remark
