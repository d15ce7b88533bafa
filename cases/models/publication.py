from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from portal.themes.models import FixedVocabulary, Theme

from .case_study import CaseStudy
from .series import Series


class PublicationTheme(ItemBase):
    """A theme on a publication, from the fixed vocabulary."""

    content_object = models.ForeignKey(
        "cases.Publication", models.CASCADE, related_name="theme_items", verbose_name="publicatie"
    )
    tag = models.ForeignKey(
        Theme, models.PROTECT, related_name="publication_items", verbose_name="thema"
    )

    class Meta:
        verbose_name = "thema van een publicatie"
        verbose_name_plural = "thema's van publicaties"
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="theme_once_on_a_publication"
            ),
        ]


class Publication(models.Model):
    """A reader with parts in order, or other people's material without parts."""

    class Kind(models.TextChoices):
        READER = "reader", "reader"
        OVERVIEW = "overview", "overzichtspublicatie"
        COLLECTION = "collection", "bundel"
        REPORT = "report", "rapport"
        INTERVIEW = "interview", "webinterview"
        ARTICLE = "article", "webartikel"
        BLOG = "blog", "blog"
        FILM = "film", "film"
        TIP = "tip", "aanrader"

    title = models.CharField("titel", max_length=200)
    slug = models.SlugField(unique=True, max_length=200)
    kind = models.CharField("soort", max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    added_at = models.DateTimeField("op het portaal sinds", default=timezone.now, editable=False)
    appeared_on = models.DateField("verschenen op", null=True, blank=True)
    description = models.CharField("waar het over gaat", max_length=400, blank=True)
    publisher = models.CharField("uitgever", max_length=120, blank=True)
    editors = models.CharField("redactie", max_length=120, blank=True)
    project_lead = models.CharField("projectleiding", max_length=120, blank=True)
    commissioned_by = models.CharField("in opdracht van", max_length=120, blank=True)
    carried_out_by = models.CharField("uitgevoerd door", max_length=120, blank=True)
    photographer = models.CharField("fotografie", max_length=120, blank=True)
    foreword_by = models.CharField("voorwoord", max_length=120, blank=True)
    url = models.URLField("adres", max_length=500, blank=True)
    predecessor = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="successor",
        verbose_name="voorganger",
    )
    series = models.ForeignKey(
        Series,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name="reeks",
    )
    themes = TaggableManager(
        "thema's", through=PublicationTheme, manager=FixedVocabulary, blank=True
    )
    words = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="dutch")
        + SearchVector("description", weight="B", config="dutch")
        + SearchVector(
            "editors",
            "publisher",
            "commissioned_by",
            "carried_out_by",
            weight="D",
            config="dutch",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"
        indexes = [
            GinIndex(fields=["words"], name="publication_words"),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="publication_letters"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(predecessor=None) | ~Q(predecessor=F("pk")),
                name="publication_after_another",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cases:publication", args=[self.slug])

    @property
    def reference(self):
        """The line to cite it by: «Hendrison, Q. (2013). Titel. Uitgever.»"""
        who = self.editors or self.publisher or self.commissioned_by
        start = f"{who} ({self.year or 'z.j.'})" if who else f"({self.year or 'z.j.'})"
        publisher = self.publisher if self.publisher != who else ""
        return " ".join(
            f"{words.rstrip('.!?')}." for words in (start, self.title, publisher) if words
        )


class PublicationPart(models.Model):
    """A foreword, an essay or a case in a publication, in its place."""

    class Kind(models.TextChoices):
        FOREWORD = "foreword", "voorwoord"
        ESSAY = "essay", "beschouwing"
        CASE = "case", "praktijkvoorbeeld"

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="parts", verbose_name="publicatie"
    )
    position = models.PositiveSmallIntegerField("plaats")
    kind = models.CharField("soort", max_length=10, choices=Kind)
    title = models.CharField("titel", max_length=200, blank=True)
    author = models.CharField("schrijver", max_length=120, blank=True)
    key_points = models.TextField("kern", blank=True)
    case = models.ForeignKey(
        CaseStudy,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="publication_parts",
        verbose_name="praktijkvoorbeeld",
    )

    class Meta:
        verbose_name = "deel van een publicatie"
        verbose_name_plural = "delen van publicaties"
        constraints = [
            models.UniqueConstraint(fields=["publication", "position"], name="part_place_once"),
            models.UniqueConstraint(
                fields=["publication", "case"], name="case_once_in_publication"
            ),
            models.CheckConstraint(
                condition=(Q(kind="case") & Q(case__isnull=False))
                | (~Q(kind="case") & Q(case=None)),
                name="case_part_has_case",
            ),
        ]

    def __str__(self):
        return self.title or self.get_kind_display()
