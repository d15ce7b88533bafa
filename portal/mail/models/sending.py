from django.db import models
from django.db.models import Q


class Sending(models.Model):
    """The state of sending as a whole, in a single row: the last scan, on hold or not."""

    scanned_at = models.DateTimeField("laatste ronde op", null=True)
    held_at = models.DateTimeField("stilgezet op", null=True)
    held_reason = models.TextField("reden van stilzetten", blank=True)
    policy_answer = models.TextField("laatste weigering", blank=True)
    policy_count = models.PositiveIntegerField("weigeringen op rij", default=0)
    policy_since = models.DateTimeField("weigeringen sinds", null=True)

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzending"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="sending_is_one_row")]

    def __str__(self):
        return f"stilgezet: {self.held_reason}" if self.held_at else "post gaat uit"
