from django.db import models
from django.urls import reverse

from .case_study import CaseStudy


class Series(models.Model):
    """Cases or publications that belong together, in an order."""

    title = models.CharField("titel", max_length=200, unique=True)
    slug = models.SlugField(unique=True, max_length=200)

    class Meta:
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"

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
