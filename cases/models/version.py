from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Upper
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from portal.themes.models import FixedVocabulary, LearningFormat, Theme
from portal.ui.validators import single_line

from .audit import audited
from .kind import OfAKind
from .ownership import Ownership
from .step import Step
from .workflow import STEPS, WRITABLE, By, State, StepRefusedError, check_step


class VersionTheme(ItemBase):
    """A theme on a version, from the vocabulary that the editors keep."""

    content_object = models.ForeignKey(
        "cases.Version", models.CASCADE, related_name="theme_items", verbose_name="versie"
    )
    tag = models.ForeignKey(
        Theme, models.PROTECT, related_name="version_items", verbose_name="thema"
    )

    class Meta:
        verbose_name = "thema van een versie"
        verbose_name_plural = "thema's van versies"
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="theme_once_on_a_version"
            ),
        ]


class VersionQuerySet(models.QuerySet):
    def handed_in(self):
        """What the editors have seen: anything that left the concept state."""
        return self.exclude(state=State.CONCEPT)

    def concepts(self):
        return self.filter(state=State.CONCEPT)

    def deletable_by(self, user):
        """What an editor of the organisation that leads may throw away: a concept of hers.

        What comes from a public source is thrown away by the editors of the portal.
        """
        if not user.is_authenticated:
            return self.none()
        theirs = Q(case__from_public_source=True) if user.is_editor else Q(pk=None)
        if user.role == user.Role.EDITOR and user.organisation_id:
            led = Ownership.objects.filter(organisation=user.organisation_id, is_lead=True)
            theirs |= Q(case__in=led.values("case"))
        return self.concepts().filter(theirs)

    def in_the_works(self):
        """What is written or reviewed now: at most one of each case."""
        return self.exclude(state=State.PUBLISHED)

    def visible_to(self, user):
        """Unpublished text: for who writes it, and for editors from the moment it is handed in.

        What comes from a public source they write themselves.
        """
        if not user.is_authenticated:
            return self.none()
        theirs = Q(case__ownerships__organisation=user.organisation_id or 0)
        if user.is_editor:
            theirs |= ~Q(state=State.CONCEPT) | Q(case__from_public_source=True)
        return self.filter(theirs).distinct()

    def queue(self):
        """What the editors have to do, the oldest first."""
        waiting = self.filter(state__in=[State.SUBMITTED, State.IN_REVIEW])
        return waiting.order_by("submitted_at", "pk")

    def told(self):
        """With who wrote each and when it was published, the latest first."""
        published = Step.objects.filter(version=OuterRef("pk"), to_state=State.PUBLISHED)
        return (
            self.select_related("created_by")
            .annotate(published_at=Subquery(published.order_by("-pk").values("at")[:1]))
            .order_by("-number")
        )

    def to_publish(self, now):
        """What was planned to be published by now."""
        return self.filter(state=State.IN_REVIEW, publish_at__lte=now)

    def reviewable_by(self, user):
        """What ``user`` may review: handed in, and only for the editors."""
        return self.handed_in() if user.is_authenticated and user.is_editor else self.none()


@audited("case", "number", "state", "assignee", "publish_at", "hides_organisation")
class Version(OfAKind):
    """The content of a case at one time, with rows for all that repeats."""

    class SourceKind(models.TextChoices):
        OWN_STORY = "eigen-verhaal", "eigen verhaal"
        INTERVIEW = "interview", "interview"
        BOOK = "boek", "boek of bundel"
        RESEARCH = "onderzoek", "onderzoek"
        ARTICLE = "artikel", "artikel of blog"

    case = models.ForeignKey(
        "cases.CaseStudy", models.CASCADE, related_name="versions", verbose_name="praktijkvoorbeeld"
    )
    number = models.PositiveSmallIntegerField("nummer", editable=False)
    state = models.CharField(
        "stand", max_length=20, choices=State, default=State.CONCEPT, editable=False
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="assigned_versions",
        verbose_name="behandelaar",
        editable=False,
    )
    title = models.CharField("titel", max_length=150, validators=[single_line])
    summary = models.CharField("samenvatting", max_length=400)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    period = models.CharField("periode", max_length=60, blank=True)
    sector = models.CharField("sector", max_length=60, default="Publieke sector")
    source_kind = models.CharField(
        "soort bron", max_length=20, choices=SourceKind, default=SourceKind.OWN_STORY
    )
    source_detail = models.CharField("over de bron", max_length=120, blank=True)
    themes = TaggableManager("thema's", through=VersionTheme, manager=FixedVocabulary, blank=True)
    learning_formats = models.ManyToManyField(
        LearningFormat, blank=True, related_name="versions", verbose_name="werkvormen"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="versions",
        verbose_name="geschreven door",
        editable=False,
    )
    created_at = models.DateTimeField("gemaakt op", editable=False)
    saved_at = models.DateTimeField("bewaard op", editable=False)
    submitted_at = models.DateTimeField("ingediend op", null=True, editable=False)

    publish_at = models.DateTimeField("verschijnt op", null=True, editable=False)
    publish_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="planned_versions",
        verbose_name="gepland door",
        editable=False,
    )

    objects = VersionQuerySet.as_manager()

    class Meta(OfAKind.Meta):
        verbose_name = "versie"
        verbose_name_plural = "versies"
        constraints = [
            *OfAKind.Meta.constraints,
            models.UniqueConstraint(fields=["case", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state=State.PUBLISHED),
                name="one_version_in_the_works",
                violation_error_message="Er wordt al aan een nieuwe versie gewerkt.",
            ),
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__range=(1900, 2100)),
                name="version_year_of_our_time",
                violation_error_message="Vul een jaar in tussen 1900 en 2100.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.SUBMITTED, State.IN_REVIEW])
                | Q(submitted_at__isnull=False),
                name="version_waits_since_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(publish_at=None) | Q(state=State.IN_REVIEW),
                name="version_planned_in_review",
            ),
        ]
        indexes = [
            models.Index(
                fields=["submitted_at"],
                condition=Q(state__in=[State.SUBMITTED, State.IN_REVIEW]),
                name="version_queue",
            ),
            models.Index(
                fields=["publish_at"],
                condition=Q(publish_at__isnull=False),
                name="version_planned",
            ),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="version_letters"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_writable(self):
        return self.state in WRITABLE

    def may_be_taken_to(self, to, *, user):
        """Whether ``user`` may take the step from here to ``to``."""
        by = STEPS.get((self.state, to))
        if by is None or not user.is_authenticated:
            return False
        if by == By.EDITORS or (self.case.from_public_source and user.is_editor):
            return user.is_editor
        return user.edits(self.case.lead())

    @transaction.atomic
    def take_step(self, to, *, by, now, reason="", **fields):
        """Go to the state ``to`` and note who, when and why; refuses what the workflow lacks.

        ``fields`` change along with the state; no moment to publish survives it. Raises
        ``StepRefusedError``.
        """
        check_step(self.state, to, reason)
        fields |= {"publish_at": None, "publish_by": None}
        here = Version.objects.filter(pk=self.pk, state=self.state)
        if not here.update(state=to, **fields):
            raise StepRefusedError("Iemand anders heeft net al een stap gezet. Ververs de pagina.")
        step = self.steps.create(from_state=self.state, to_state=to, by=by, at=now, reason=reason)
        for name, value in {"state": to, **fields}.items():
            setattr(self, name, value)
        return step
