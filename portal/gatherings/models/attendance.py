from django.conf import settings
from django.db import models


class Attendance(models.Model):
    """Whether a participant was there at one moment, as it was last said.

    A subclass adds ``participation`` and ``moment``, related name ``attendances``.
    """

    was_there = models.BooleanField("was er")
    noted_at = models.DateTimeField("genoteerd op")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="genoteerd door",
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "moment"], name="%(class)s_once_per_moment"
            ),
        ]

    def __str__(self):
        return f"{self.participation}: {'was er' if self.was_there else 'was er niet'}"
