"""The planned mails of a gathering, as they are written."""

import vobject

from portal.mail import kinds
from portal.mail.models import Mail
from tests.factories.gatherings import NOW


def planned(kind, **which):
    return Mail.objects.open().get(kind=f"gatherings.{kind}", **which)


def write(row, now=NOW):
    kind = kinds.get(row.kind)
    about = kind.read(row)
    assert kind.still_due(about, now) == ""
    return kind.render(about, now)


def why_not(row, now=NOW):
    kind = kinds.get(row.kind)
    return kind.still_due(kind.read(row), now)


def events(letter):
    items = [vobject.readOne(calendar.content.decode()) for calendar in letter.calendars]
    return [item.vevent for item in items]


def key(participation):
    return f"{participation._meta.label_lower}:{participation.pk}"
