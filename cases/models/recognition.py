from django.db import models

from .audit import audited
from .part import Part


@audited("version", "key", by_any_change=True)
class Recognition(Part):
    """A prize or a mention that the case got."""

    name = models.CharField("erkenning", max_length=200)
    given_by = models.CharField("van", max_length=120, blank=True)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)

    identity = ("name",)

    class Meta(Part.Meta):
        verbose_name = "erkenning"
        verbose_name_plural = "erkenningen"

    def __str__(self):
        return self.name
