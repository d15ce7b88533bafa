from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone

from .case_study import CaseStudy


class InstrumentQuerySet(models.QuerySet):
    def published(self):
        """What everybody may read of: in use in at least one case that is published."""
        cases = CaseStudy.objects.published().filter(instruments=OuterRef("pk"))
        return self.filter(Exists(cases))


class InstrumentManager(models.Manager.from_queryset(InstrumentQuerySet)):
    def get_queryset(self):
        """``shown_cases`` leads to the published cases only: a path that tells of no other."""
        shown = Q(cases__published_at__isnull=False, cases__archived_at=None)
        return super().get_queryset().alias(shown_cases=FilteredRelation("cases", condition=shown))


class Instrument(models.Model):
    """A named way of working or learning, with the cases that use it."""

    name = models.CharField("naam", max_length=120, unique=True)
    slug = models.SlugField(unique=True, max_length=120)
    added_at = models.DateTimeField("op het portaal sinds", default=timezone.now, editable=False)
    what = models.CharField("wat het is", max_length=400, blank=True)
    how = models.TextField("hoe het gaat", blank=True)
    source = models.CharField("bron", max_length=200, blank=True)
    cases = models.ManyToManyField(
        CaseStudy, related_name="instruments", blank=True, verbose_name="praktijkvoorbeelden"
    )
    words = models.GeneratedField(
        expression=SearchVector("name", weight="A", config="dutch")
        + SearchVector("what", weight="B", config="dutch")
        + SearchVector("how", weight="C", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = InstrumentManager()

    class Meta:
        verbose_name = "instrument"
        verbose_name_plural = "instrumenten"
        indexes = [
            GinIndex(fields=["words"], name="instrument_words"),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="instrument_letters"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("cases:instrument", args=[self.slug])
