from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from portal.organisations.models import Organisation
from portal.themes.models import FixedVocabulary, LearningFormat, Theme
from portal.ui.validators import single_line


class KnowledgeRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All but what was withdrawn; her own always."""
        mine = Q(pk__in=[]) if user.pk is None else Q(asked_by=user.pk)
        return self.filter(Q(withdrawn_at=None) | mine)

    def editable_by(self, user):
        """Her own."""
        return self.filter(asked_by=user.pk).exclude(asked_by=None)

    def open(self, today):
        """Those that somebody can still answer."""
        return self.filter(withdrawn_at=None).filter(Q(until_on=None) | Q(until_on__gte=today))

    def for_cards(self):
        """With how many other organisations ask the same, as ``backer_count``."""
        found = self.select_related("organisation", "learning_format")
        return found.annotate(backer_count=Count("backers"))

    def for_page(self):
        return self.select_related(
            "organisation", "learning_format", "municipality"
        ).prefetch_related("themes", "backers__organisation")


class KnowledgeRequest(models.Model):
    """What an organisation wants to learn, for a trainer to be found."""

    class Setting(models.TextChoices):
        OPEN = "open", "open: collega's van andere organisaties kunnen meedoen"
        IN_COMPANY = "in_company", "in-company: alleen voor ons"

    class State(models.TextChoices):
        WITHDRAWN = "withdrawn", "ingetrokken"
        EXPIRED = "expired", "verlopen"
        OPEN = "open", "open"

    title = models.CharField("je vraag", max_length=150, validators=[single_line])
    explanation = models.TextField("toelichting", max_length=4000)
    themes = TaggableManager(
        "thema's", through="courses.KnowledgeRequestTheme", manager=FixedVocabulary
    )
    audience = models.CharField("voor wie", max_length=200, blank=True, validators=[single_line])
    people = models.PositiveSmallIntegerField(
        "met hoeveel mensen",
        null=True,
        blank=True,
        validators=[MinValueValidator(1, "Vul minstens 1 in.")],
    )
    learning_format = models.ForeignKey(
        LearningFormat,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name="werkvorm",
    )
    setting = models.CharField(
        "wie doen er mee", max_length=10, choices=Setting, default=Setting.OPEN
    )
    municipality = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions_held_here",
        verbose_name="waar",
    )
    from_on = models.DateField("vanaf", null=True, blank=True)
    until_on = models.DateField("uiterlijk", null=True, blank=True)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="questions", verbose_name="organisatie"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="questions_asked",
        verbose_name="vraagsteller",
    )
    asked_at = models.DateTimeField("gevraagd op", editable=False)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    words = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="dutch")
        + SearchVector("explanation", "audience", weight="B", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = KnowledgeRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "kennisvraag"
        verbose_name_plural = "kennisvragen"
        indexes = [
            GinIndex(fields=["words"], name="question_words"),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="question_letters"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="question_ends_after_start",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("courses:question", args=[self.pk])

    def state(self, today):
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        is_over = self.until_on is not None and self.until_on < today
        return self.State.EXPIRED if is_over else self.State.OPEN


class KnowledgeRequestTheme(ItemBase):
    tag = models.ForeignKey(Theme, models.CASCADE, related_name="question_items")
    content_object = models.ForeignKey(KnowledgeRequest, models.CASCADE)

    class Meta:
        verbose_name = "thema van een kennisvraag"
        verbose_name_plural = "thema's van kennisvragen"


class Backer(models.Model):
    """«Wij ook»: another organisation that asks the same."""

    question = models.ForeignKey(
        KnowledgeRequest, models.CASCADE, related_name="backers", verbose_name="kennisvraag"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="questions_backed", verbose_name="organisatie"
    )
    backed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="questions_backed",
        verbose_name="door",
    )
    backed_at = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "medevrager"
        verbose_name_plural = "medevragers"
        constraints = [
            models.UniqueConstraint(
                fields=["question", "organisation"],
                name="backer_once_per_organisation",
                violation_error_message="Jouw organisatie vraagt dit al.",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.question}"
