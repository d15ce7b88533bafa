from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal.themes.models import LearningFormat, Theme
from portal.ui.validators import single_line


class TrainerQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody's: a profile is public, as the form says."""
        return self.filter(user__is_active=True)

    def for_cards(self):
        return self.select_related("user__organisation").prefetch_related("topics__theme")

    def for_page(self):
        return self.for_cards().prefetch_related("formats")


class Trainer(models.Model):
    """What a colleague likes to teach, how often and how far from home.

    ``travels_km`` is as the crow flies, and without a limit when empty; nobody asks her more than
    ``per_quarter`` times in a quarter, and not at all until ``paused_until`` is over.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="trainer", verbose_name="persoon"
    )
    about = models.TextField("over jou", max_length=2000, blank=True)
    formats = models.ManyToManyField(
        LearningFormat, blank=True, related_name="trainers", verbose_name="werkvormen"
    )
    travels_km = models.PositiveSmallIntegerField(
        "hoeveel kilometer wil je reizen?", null=True, blank=True
    )
    gives_online = models.BooleanField("ik geef ook online les", default=False)
    per_quarter = models.PositiveSmallIntegerField(
        "hoe vaak per kwartaal mogen we je vragen?",
        default=2,
        validators=[
            MinValueValidator(1, "Vul minstens 1 in, of kies een pauze."),
            MaxValueValidator(20, "Vul hoogstens 20 in."),
        ],
    )
    paused_until = models.DateField("pauze tot en met", null=True, blank=True)
    languages = models.CharField(
        "talen", max_length=120, default="Nederlands", validators=[single_line]
    )
    since = models.DateTimeField("trainer sinds", editable=False)
    words = SearchVectorField(null=True, editable=False)

    objects = TrainerQuerySet.as_manager()

    class Meta:
        verbose_name = "trainer"
        verbose_name_plural = "trainers"
        indexes = [GinIndex(fields=["words"], name="trainer_words")]
        constraints = [
            models.CheckConstraint(
                condition=Q(per_quarter__range=(1, 20)),
                name="trainer_is_asked_now_and_then",
                violation_error_message="Vul een getal van 1 tot en met 20 in.",
            ),
        ]

    def __str__(self):
        return self.user.name

    def get_absolute_url(self):
        return reverse("courses:trainer", args=[self.pk])

    def is_paused(self, today):
        return self.paused_until is not None and self.paused_until >= today


class Topic(models.Model):
    """A theme of a trainer, with how well she knows it."""

    class Level(models.TextChoices):
        GIVES = "gives", "geef ik vaak"
        EXPERT = "expert", "ben ik deskundig in"
        LEARNS = "learns", "leer ik zelf"

    trainer = models.ForeignKey(Trainer, models.CASCADE, related_name="topics")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="trainer_topics")
    level = models.CharField("niveau", max_length=10, choices=Level)

    class Meta:
        verbose_name = "thema van een trainer"
        verbose_name_plural = "thema's van trainers"
        constraints = [
            models.UniqueConstraint(
                fields=["trainer", "theme"],
                name="topic_once_per_trainer",
                violation_error_message="Dit thema staat er al.",
            ),
        ]

    def __str__(self):
        return f"{self.theme}: {self.get_level_display()}"
