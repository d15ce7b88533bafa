from django.db import models

from .audit import audited
from .part import Part


@audited("version", "key", by_any_change=True)
class Reference(Part):
    """What the case leans on, as a line of text."""

    text = models.CharField("verwijzing", max_length=300)

    identity = ("text",)

    class Meta(Part.Meta):
        verbose_name = "verwijzing"
        verbose_name_plural = "verwijzingen"

    def __str__(self):
        return self.text
