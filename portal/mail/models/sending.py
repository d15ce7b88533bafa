import logging
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Exists, Q

from .mail import Mail

REFUSALS_BEFORE_HOLD = 5
BETWEEN_PROBES = timedelta(minutes=15)

RELEASED = {
    **{"held_at": None, "probe_at": None, "held_reason": ""},
    **{"refusal": "", "refusals": 0, "refused_since": None},
}

logger = logging.getLogger(__name__)


class SendingQuerySet(models.QuerySet):
    def current(self):
        return self.filter(pk=1).first() or Sending(pk=1)

    def note(self, **fields):
        """Write these fields of the single row, which may not be there yet."""
        self.update_or_create(pk=1, defaults=fields)

    def hold(self, reason, now):
        """Nothing goes out until an administrator releases it; rows stay as they are."""
        logger.critical("Mail is on hold: %s", reason)
        self.note(held_at=now, held_reason=reason, probe_at=None)

    def trip(self, reason, now):
        """Hold until a probe is accepted; a hold that stands already stays as it is."""
        self.get_or_create(pk=1)
        fields = {"held_at": now, "held_reason": reason, "probe_at": now + BETWEEN_PROBES}
        if self.filter(held_at=None).update(**fields):
            logger.critical("Mail is on hold until a probe is accepted: %s", reason)

    def take_probe(self, now):
        """Whether the caller may offer one mail, to see if the server takes mail again."""
        waiting = self.filter(Exists(Mail.objects.due(now)), probe_at__lte=now)
        return waiting.update(probe_at=now + BETWEEN_PROBES)

    def end_trip(self):
        if self.exclude(probe_at=None).update(**RELEASED):
            logger.critical("Mail goes out again: a probe was accepted")

    def release(self):
        self.note(**RELEASED)

    @transaction.atomic
    def count_refusal(self, answer, now):
        """Hold at the fifth same refusal in a row: then it is about us, not about one recipient.

        The rows that failed by it wait for the release, as all others.
        """
        self.get_or_create(pk=1)
        sending = self.select_for_update().get(pk=1)
        if sending.refusal != answer:
            sending.refusal, sending.refusals, sending.refused_since = answer, 0, now
        sending.refusals += 1
        sending.save()
        if sending.refusals >= REFUSALS_BEFORE_HOLD:
            self.trip(f"{sending.refusals} keer op rij geweigerd: {answer}", now)
            Mail.objects.failed_since(sending.refused_since, answer).reopen(now)

    def forget_refusals(self):
        self.update(refusal="", refusals=0, refused_since=None)


class Sending(models.Model):
    """The state of sending as a whole, in a single row: the last scan, on hold or not."""

    scanned_at = models.DateTimeField("laatste ronde op", null=True)
    held_at = models.DateTimeField("stilgezet op", null=True)
    probe_at = models.DateTimeField("volgende proef op", null=True)
    held_reason = models.TextField("reden van stilzetten", blank=True)
    refusal = models.TextField("laatste weigering", blank=True)
    refusals = models.PositiveIntegerField("dezelfde weigering op rij", default=0)
    refused_since = models.DateTimeField("geweigerd sinds", null=True)

    objects = SendingQuerySet.as_manager()

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzending"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="sending_is_one_row"),
            models.CheckConstraint(
                condition=Q(probe_at=None) | Q(held_at__isnull=False),
                name="sending_probes_only_on_hold",
            ),
        ]

    def __str__(self):
        return f"stilgezet: {self.held_reason}" if self.held_at else "post gaat uit"
