import logging

from django.db import models, transaction
from django.db.models import Q

from .mail import Mail

REFUSALS_BEFORE_HOLD = 5

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
        self.note(held_at=now, held_reason=reason)

    def release(self):
        self.note(held_at=None, held_reason="", refusal="", refusals=0, refused_since=None)

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
            self.hold(f"{sending.refusals} keer op rij geweigerd: {answer}", now)
            Mail.objects.failed_since(sending.refused_since, answer).reopen(now)

    def forget_refusals(self):
        self.filter(refusals__gt=0).update(refusal="", refusals=0, refused_since=None)


class Sending(models.Model):
    """The state of sending as a whole, in a single row: the last scan, on hold or not."""

    scanned_at = models.DateTimeField("laatste ronde op", null=True)
    held_at = models.DateTimeField("stilgezet op", null=True)
    held_reason = models.TextField("reden van stilzetten", blank=True)
    refusal = models.TextField("laatste weigering", blank=True)
    refusals = models.PositiveIntegerField("dezelfde weigering op rij", default=0)
    refused_since = models.DateTimeField("geweigerd sinds", null=True)

    objects = SendingQuerySet.as_manager()

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzending"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="sending_is_one_row")]

    def __str__(self):
        return f"stilgezet: {self.held_reason}" if self.held_at else "post gaat uit"
