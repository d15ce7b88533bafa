from django.conf import settings
from django.db import models

from .workflow import State


class Step(models.Model):
    """Who took a version from one state to the next, when and why."""

    version = models.ForeignKey(
        "cases.Version", models.CASCADE, related_name="steps", verbose_name="versie"
    )
    from_state = models.CharField("van", max_length=20, choices=State)
    to_state = models.CharField("naar", max_length=20, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="steps",
        verbose_name="door",
    )
    at = models.DateTimeField("op")
    reason = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        indexes = [models.Index(fields=["version", "at"], name="step_of_version")]

    def __str__(self):
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"
