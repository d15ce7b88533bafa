import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class MomentQuerySet(models.QuerySet):
    def standing(self):
        """Those that take place, in order of time; a dropped one lives on for calendars only."""
        return self.filter(dropped_at=None).order_by("starts_at", "pk")


class Moment(models.Model):
    """A start and an end of a gathering. A subclass adds ``gathering``, related name ``moments``.

    ``uid`` is its name in people's calendars; ``schedule_version`` rises when the start moves.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    starts_at = models.DateTimeField("begint")
    ends_at = models.DateTimeField("eindigt")
    schedule_version = models.PositiveIntegerField(default=1, editable=False)
    dropped_at = models.DateTimeField("vervallen op", null=True, editable=False)

    objects = MomentQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="%(class)s_ends_after_start",
                violation_error_message="Het einde ligt voor het begin.",
            ),
        ]

    def __str__(self):
        return f"{self.gathering} ({timezone.localtime(self.starts_at):%Y-%m-%d %H:%M})"
