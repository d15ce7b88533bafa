from django.db import models

from .audit import audited
from .part import Part


@audited("version", "key", by_any_change=True)
class Factor(Part):
    """What helped (angel), what stood in the way (bear), what made it succeed, or a tip."""

    class Kind(models.TextChoices):
        ANGEL = "angel", "Engel"
        BEAR = "bear", "Beer"
        SUCCESS = "success", "Succesfactor"
        TIP = "tip", "Tip"

    kind = models.CharField("soort", max_length=8, choices=Kind)
    text = models.CharField("tekst", max_length=300)

    identity = ("kind", "text")

    class Meta(Part.Meta):
        verbose_name = "factor"
        verbose_name_plural = "factoren"

    def __str__(self):
        return self.text
