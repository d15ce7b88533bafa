from django.conf import settings
from django.db import models


class Choice(models.TextChoices):
    """How somebody wants to hear of a kind of news."""

    NOW = "now", "meteen"
    WEEKLY = "weekly", "weekmail"
    OFF = "off", "uit"


class Preference(models.Model):
    """What somebody chose for one kind; without a row the kind's own default holds."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="preferences",
        verbose_name="gebruiker",
    )
    kind = models.CharField("soort", max_length=40)
    choice = models.CharField("keuze", max_length=6, choices=Choice)

    class Meta:
        verbose_name = "voorkeur"
        verbose_name_plural = "voorkeuren"
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="preference_once"),
            models.CheckConstraint(
                condition=models.Q(choice__in=Choice.values), name="preference_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.get_choice_display()}"
