"""Invented cases for the demo, one in each state in which writers or editors have work."""

import json
from datetime import timedelta
from pathlib import Path

from portal.accounts.models import User
from portal.organisations.models import Organisation

from .actions import review, writing
from .actions.content import text_of
from .models import CaseStudy, State

CASES = Path(__file__).parent / "content" / "demo_cases.json"
ADDRESS = "@demo.example"
WRITTEN = timedelta(days=6)  # that long ago


def load(now):
    """Write those that are not there yet, and take the steps up to their state."""
    for row in json.loads(CASES.read_text()):
        organisation = Organisation.objects.get(code=row["organisations"][0])
        named = None if row.get("hides_organisation") else organisation
        if not CaseStudy.objects.filter(slug=writing.slug_of(row["title"], named)).exists():
            _write(row, organisation, now - WRITTEN)


def _write(row, organisation, now):
    writer, editor = (User.objects.get(email=name + ADDRESS) for name in (row["by"], "redactie"))
    version = writing.start([organisation], by=writer, now=now, text=text_of(row))
    if row["state"] == State.CONCEPT:
        return
    review.hand_in(version, by=writer, now=now + timedelta(days=1))
    if row["state"] != State.SUBMITTED:
        review.take(version, by=editor, now=now + timedelta(days=2))
    if row["state"] == State.PUBLISHED:
        review.publish(version, by=editor, now=now + timedelta(days=4))
    if reason := row.get("reason"):
        review.request_changes(version, by=editor, now=now + timedelta(days=3), reason=reason)
