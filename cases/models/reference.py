from django.db import models

from .part import Part


class Reference(Part):
    """What the case leans on, as a line of text."""

    text = models.CharField("verwijzing", max_length=300)

    identity = ("text",)

    class Meta(Part.Meta):
        verbose_name = "verwijzing"
        verbose_name_plural = "verwijzingen"

    def __str__(self):
        return self.text
