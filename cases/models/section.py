from django.db import models

from portal.ui.richtext.model_field import RichTextColumn

from .audit import audited
from .part import Part


@audited("version", "key", "kind", "revision")
class Section(Part):
    """A chapter of the story; ``revision`` rises with each save, for two who write at once."""

    class Kind(models.TextChoices):
        CONTEXT = "context", "Aanleiding"
        APPROACH = "approach", "Aanpak"
        RESULT = "result", "Resultaat"
        DRAWBACKS = "drawbacks", "Nadelen en risico's"
        CONDITIONS = "conditions", "Wat je nodig hebt om het over te nemen"
        REFLECTION = "reflection", "Reflectie van de onderzoeker"

    kind = models.CharField("soort", max_length=12, choices=Kind)
    body = RichTextColumn("tekst")
    revision = models.PositiveIntegerField("revisie", default=1, editable=False)

    identity = ("kind",)

    class Meta(Part.Meta):
        verbose_name = "onderdeel"
        verbose_name_plural = "onderdelen"
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(fields=["version", "kind"], name="section_kind_once"),
        ]

    def __str__(self):
        return self.get_kind_display()
