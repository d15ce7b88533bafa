from django.conf import settings
from django.db import models


class BlockSaving(models.Model):
    """Who saved a block of a version last, and from which opened page."""

    version = models.ForeignKey("cases.Version", models.CASCADE, related_name="savings")
    block = models.CharField("blok", max_length=20)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )
    at = models.DateTimeField("op")
    page = models.UUIDField("geopende pagina", null=True)

    class Meta:
        verbose_name = "bewaard blok"
        verbose_name_plural = "bewaarde blokken"
        constraints = [
            models.UniqueConstraint(fields=["version", "block"], name="block_saved_last_once"),
        ]

    def __str__(self):
        return self.block


class Unsaved(models.Model):
    """What a writer typed on a step that could not be saved yet: wrong, or in a collision.

    ``data`` holds the fields as they were posted, as lists of texts; she finds them back.
    """

    case = models.ForeignKey("cases.CaseStudy", models.CASCADE, related_name="unsaved")
    step = models.CharField("stap", max_length=12)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="unsaved_texts",
        verbose_name="schrijver",
    )
    data = models.JSONField("getypt")
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "tekst die niet bewaard kon worden"
        verbose_name_plural = "teksten die niet bewaard konden worden"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "step", "writer"], name="unsaved_once_a_step_and_writer"
            ),
        ]

    def __str__(self):
        return f"{self.case}: {self.step}"
