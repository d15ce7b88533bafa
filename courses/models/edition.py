from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse

from portal.gatherings.models import (
    Attendance,
    Gathering,
    GatheringQuerySet,
    Moment,
    Participation,
    Reservation,
    Wording,
)

from .course import Course


class EditionQuerySet(GatheringQuerySet):
    def visible_to(self, user):
        """Published ones, and those that ``user`` edits."""
        return self.filter(Q(published_at__isnull=False) | Q(pk__in=self.editable_by(user)))

    def editable_by(self, user):
        """Those of the courses that ``user`` gives; organisers edit every one."""
        return self.filter(course__in=Course.objects.plannable_by(user))

    def for_page(self):
        return self.select_related("course__learning_format", "municipality").prefetch_related(
            "course__themes", "course__trainers__organisation"
        )


class Edition(Gathering):
    """A course at its days and place; title and summary are those of the course."""

    runs_under = "course"
    called = Wording(
        what="cursus",
        joined="ingeschreven",
        joining="inschrijving",
        to_join="inschrijven",
        join_me="Schrijf me in",
        join_yourself="schrijf je in",
        moment="Lesdag",
        times="lesdag,lesdagen",
        every="Cursussen",
        index="courses:index",
    )

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="editions", verbose_name="cursus"
    )
    words = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="dutch")
        + SearchVector("summary", weight="B", config="dutch")
        + SearchVector("description", "venue", "address", weight="C", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = EditionQuerySet.as_manager()

    class Meta(Gathering.Meta):
        abstract = False
        verbose_name = "uitvoering"
        verbose_name_plural = "uitvoeringen"
        indexes = [
            models.Index(fields=["starts_at", "id"], name="edition_agenda"),
            GinIndex(fields=["words"], name="edition_words"),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="edition_letters"),
        ]

    def organisers(self):
        return super().organisers().union(self.course.trainers.filter(is_active=True))

    def get_absolute_url(self):
        return reverse("courses:edition", args=[self.pk])


class Lesson(Moment):
    gathering = models.ForeignKey(
        Edition, models.CASCADE, related_name="moments", verbose_name="uitvoering"
    )

    class Meta(Moment.Meta):
        abstract = False
        verbose_name = "lesdag"
        verbose_name_plural = "lesdagen"


class EditionReservation(Reservation):
    gathering = models.ForeignKey(
        Edition, models.CASCADE, related_name="reservations", verbose_name="uitvoering"
    )

    class Meta(Reservation.Meta):
        abstract = False
        verbose_name = "vrijgehouden plaatsen"
        verbose_name_plural = "vrijgehouden plaatsen"


class Enrolment(Participation):
    gathering = models.ForeignKey(
        Edition, models.CASCADE, related_name="participations", verbose_name="uitvoering"
    )

    reservation = models.ForeignKey(
        EditionReservation,
        models.SET_NULL,
        null=True,
        related_name="participations",
        verbose_name="vrijgehouden plaats",
    )

    class Meta(Participation.Meta):
        abstract = False
        verbose_name = "inschrijving"
        verbose_name_plural = "inschrijvingen"

    def get_state_display(self):
        return Edition.called.joined if self.is_seated else self.State(self.state).label


class LessonAttendance(Attendance):
    participation = models.ForeignKey(Enrolment, models.CASCADE, related_name="attendances")
    moment = models.ForeignKey(Lesson, models.CASCADE, related_name="attendances")

    class Meta(Attendance.Meta):
        abstract = False
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
