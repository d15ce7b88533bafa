"""What a mail to who takes part is about: read once, for the check and for the letter."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from portal.keys import model_and_pk
from portal.mail.models import Mail
from portal.notifications.models import Choice, Preference

from .models import Moment, Participation
from .notifications import REMINDER


@dataclass(frozen=True)
class About:
    """Facts of one moment; ``moments`` are all of the gathering, in order of time."""

    row: Mail
    participation: Participation
    moments: list[Moment]

    @property
    def gathering(self):
        return self.participation.gathering

    @property
    def standing(self):
        return [moment for moment in self.moments if moment.dropped_at is None]

    def moment(self, pk):
        """The moment with this key; None when it does not take place any more."""
        return next((moment for moment in self.standing if moment.pk == pk), None)


def read(row):
    """What ``row`` is about, in two statements; None when it is gone."""
    model, pk = model_and_pk(row.subject)
    gatherings = model._meta.get_field("gathering").related_model
    around = [gatherings.runs_under, "municipality", "created_by"]
    found = model.objects.select_related("user", *[f"gathering__{name}" for name in around])
    wants_none = Exists(_switched_off())
    participation = found.annotate(wants_no_reminders=wants_none).filter(pk=pk).first()
    return participation and of(row, participation)


def of(row, participation):
    moments = participation.gathering.moments.order_by("starts_at", "pk")
    return About(row, participation, list(moments))


def _switched_off():
    off = Preference.objects.filter(kind=REMINDER.name, choice=Choice.OFF)
    return off.filter(user=OuterRef("user"))
