from django.conf import settings
from django.db import models
from django.utils import timezone

from portal.ui.validators import single_line


class Announcement(models.Model):
    """What an organiser mailed to the participants; ``gathering`` is named by its key in text."""

    class Audience(models.TextChoices):
        SEATED = "seated", "Iedereen met een plek"
        WAITING = "waiting", "Iedereen die wacht"
        ALL = "all", "Iedereen met een plek en iedereen die wacht"

    gathering = models.CharField("bijeenkomst of uitvoering", max_length=60, db_index=True)
    title = models.CharField("onderwerp", max_length=150, validators=[single_line])
    text = models.TextField("bericht", max_length=5000)
    people = models.PositiveIntegerField("aantal ontvangers")
    sent_at = models.DateTimeField("verstuurd op")
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="verstuurd door",
    )

    class Meta:
        verbose_name = "bericht aan deelnemers"
        verbose_name_plural = "berichten aan deelnemers"

    def __str__(self):
        return f"{self.title} ({timezone.localtime(self.sent_at):%Y-%m-%d})"
