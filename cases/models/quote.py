from django.db import models

from .audit import audited
from .part import Part


@audited("version", "key", by_any_change=True)
class Quote(Part):
    """What somebody said; the pull quote stands large in the page."""

    text = models.CharField("citaat", max_length=400)
    person = models.CharField("naam", max_length=120, blank=True)
    function = models.CharField("functie", max_length=120, blank=True)
    is_pull_quote = models.BooleanField("groot in de pagina", default=False)

    identity = ("text",)

    class Meta(Part.Meta):
        verbose_name = "citaat"
        verbose_name_plural = "citaten"

    def __str__(self):
        return self.text
