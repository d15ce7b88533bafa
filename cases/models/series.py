from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse

from .case_study import CaseStudy


class Series(models.Model):
    """Cases or publications that belong together, in an order."""

    title = models.CharField("titel", max_length=200, unique=True)
    slug = models.SlugField(unique=True, max_length=200)
    words = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"
        indexes = [
            GinIndex(fields=["words"], name="series_words"),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="series_letters"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cases:series", args=[self.slug])


class SeriesPart(models.Model):
    """The place of a case in a series."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="parts", verbose_name="reeks")
    case = models.ForeignKey(
        CaseStudy, models.CASCADE, related_name="series_parts", verbose_name="praktijkvoorbeeld"
    )
    position = models.PositiveSmallIntegerField("plaats")

    class Meta:
        verbose_name = "deel van een reeks"
        verbose_name_plural = "delen van reeksen"
        constraints = [
            models.UniqueConstraint(fields=["case"], name="case_in_one_series"),
            models.UniqueConstraint(fields=["series", "position"], name="series_place_once"),
        ]

    def __str__(self):
        return f"{self.series} {self.position}"
