from django.db import models

from portal.organisations.models import Organisation

from .audit import audited
from .part import Part


@audited("version", "key", by_any_change=True)
class Partner(Part):
    """Another organisation that took part; whether it earned from it may be unknown."""

    name = models.CharField("naam", max_length=120)
    part = models.CharField("bijdrage", max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="partnerships",
        verbose_name="organisatie",
    )
    is_commercial = models.BooleanField("commercieel betrokken", null=True, blank=True)

    identity = ("name",)

    class Meta(Part.Meta):
        verbose_name = "partner"
        verbose_name_plural = "partners"

    def __str__(self):
        return self.name
