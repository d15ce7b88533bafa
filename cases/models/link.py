from django.db import models

from .audit import audited
from .part import Part


@audited("version", "key", by_any_change=True)
class Link(Part):
    """A page elsewhere."""

    label = models.CharField("tekst", max_length=120)
    url = models.URLField("adres", max_length=500)

    identity = ("url",)

    class Meta(Part.Meta):
        verbose_name = "link"
        verbose_name_plural = "links"

    def __str__(self):
        return self.label
