from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Upper
from django.urls import reverse
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from portal.gatherings.models.gathering import default_reminder_days, reminder_days_field
from portal.themes.models import FixedVocabulary, LearningFormat, Theme
from portal.ui.validators import single_line


class CourseQuerySet(models.QuerySet):
    def published(self):
        return self.exclude(published_at=None)

    def visible_to(self, user):
        """Published ones, and those that ``user`` proposed, gives or reviews."""
        if user.is_authenticated and (user.is_editor or user.is_organiser):
            return self
        return self.filter(Q(published_at__isnull=False) | _of(user))

    def editable_by(self, user):
        """Those that ``user`` proposed or gives, until they are refused."""
        return self.filter(_of(user), refused_at=None)

    def plannable_by(self, user):
        """Published ones that ``user`` gives; organisers plan every one."""
        if user.is_authenticated and user.is_organiser:
            return self.published()
        return self.published().filter(_given_by(user))

    def proposed_by(self, user):
        return self.filter(_of(user))

    def waiting(self):
        """For the editors, who waits longest first."""
        undecided = self.filter(published_at=None, refused_at=None, asked_at=None)
        return undecided.order_by("proposed_at", "pk")

    def asked(self):
        """Those of which the editors want to know more."""
        return self.filter(published_at=None, refused_at=None).exclude(asked_at=None)

    def with_next_date(self, now):
        """With the start of the next edition that one can join or wait for, as ``next_at``."""
        editions = self.model.editions.rel.related_model.objects.published().standing()
        coming = editions.filter(course=OuterRef("pk"), starts_at__gt=now).order_by("starts_at")
        return self.annotate(next_at=Subquery(coming.values("starts_at")[:1]))

    def for_cards(self):
        return self.select_related("learning_format").prefetch_related("trainers__organisation")


class Course(models.Model):
    """What a colleague can teach; its trainers give it in editions.

    ``hours`` are those of all lessons together. The moment that is set says how far it is: an
    editor answers once, after that its trainers change it by themselves.
    """

    class Level(models.TextChoices):
        BASIC = "basis", "basis"
        ADVANCED = "gevorderd", "gevorderd"
        ALL = "alle", "alle niveaus"

    class State(models.TextChoices):
        PUBLISHED = "published", "gepubliceerd"
        REFUSED = "refused", "niet geplaatst"
        ASKED = "asked", "de redactie vraagt iets"
        PROPOSED = "proposed", "wacht op de redactie"

    title = models.CharField("titel", max_length=150, validators=[single_line])
    slug = models.SlugField(unique=True, max_length=100, editable=False)
    summary = models.CharField("samenvatting", max_length=400)
    goal = models.TextField("doel", max_length=4000)
    audience = models.CharField("voor wie", max_length=200, validators=[single_line])
    level = models.CharField("niveau", max_length=10, choices=Level, default=Level.BASIC)
    learning_format = models.ForeignKey(
        LearningFormat, models.PROTECT, related_name="courses", verbose_name="werkvorm"
    )
    hours = models.DecimalField(
        "aantal uren",
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0.5, "Een cursus duurt minstens een half uur.")],
    )
    preparation = models.TextField("voorbereiding", max_length=4000, blank=True)
    in_company = models.BooleanField("kan ook bij een organisatie thuis", default=False)
    themes = TaggableManager("thema's", through="courses.CourseTheme", manager=FixedVocabulary)
    trainers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="courses_given", verbose_name="trainers"
    )

    reminder_days = reminder_days_field(
        "herinneringen, in dagen vooraf", default=default_reminder_days
    )

    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="courses_proposed",
        verbose_name="aangeboden door",
    )
    proposed_at = models.DateTimeField("aangeboden op", editable=False)
    asked_at = models.DateTimeField("aanvulling gevraagd op", null=True, editable=False)
    refused_at = models.DateTimeField("afgewezen op", null=True, editable=False)
    published_at = models.DateTimeField("gepubliceerd op", null=True, editable=False)
    answer = models.TextField("antwoord van de redactie", max_length=4000, blank=True)
    words = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="dutch")
        + SearchVector("summary", weight="B", config="dutch")
        + SearchVector("goal", "audience", "preparation", weight="C", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = "cursus"
        verbose_name_plural = "cursussen"
        indexes = [
            GinIndex(fields=["words"], name="course_words"),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="course_letters"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_at=None, refused_at=None)
                | Q(asked_at=None, published_at=None)
                | Q(refused_at=None, published_at=None),
                name="course_has_one_answer",
                violation_error_message="De redactie gaf al een ander antwoord.",
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0),
                name="course_takes_time",
                violation_error_message="Een cursus duurt minstens een half uur.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("courses:course", args=[self.slug])

    @property
    def state(self):
        holds = {
            self.State.PUBLISHED: self.published_at,
            self.State.REFUSED: self.refused_at,
            self.State.ASKED: self.asked_at,
            self.State.PROPOSED: True,
        }
        return next(state for state in self.State if holds[state])

    @property
    def answered_at(self):
        return self.published_at or self.refused_at or self.asked_at


class CourseTheme(ItemBase):
    tag = models.ForeignKey(Theme, models.CASCADE, related_name="course_items")
    content_object = models.ForeignKey(Course, models.CASCADE)

    class Meta:
        verbose_name = "thema van een cursus"
        verbose_name_plural = "thema's van cursussen"


def _given_by(user):
    trainers = Course.trainers.through.objects
    return Exists(trainers.filter(course=OuterRef("pk"), user=user.pk))


def _of(user):
    # A visitor has no key, and NULL would match what nobody proposed.
    return Q(pk__in=[]) if user.pk is None else Q(proposed_by=user.pk) | Q(_given_by(user))
