from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Lower, Upper
from django.urls import reverse
from taggit.managers import _TaggableManager
from taggit.models import TagBase


class UnknownTheme(LookupError):  # noqa: N818 - the name says what it is
    """A word that is not in the vocabulary: never a new theme, always an error."""


class FixedVocabulary(_TaggableManager):
    """Themes on a thing: only ones that the editors know, by name or as a ``Theme``."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        words = {tag for tag in tags if isinstance(tag, str)}
        known = {theme.name: theme for theme in Theme.objects.filter(name__in=words)}
        if unknown := sorted(words - known.keys()):
            raise UnknownTheme(", ".join(unknown))
        return list(dict.fromkeys(known.get(tag, tag) for tag in tags))  # in the order given


class Theme(TagBase):
    """A subject that cases, courses, meetups and people share."""

    class Origin(models.TextChoices):
        VNG = "vng", "VNG-label"
        CASES = "cases", "uit praktijkvoorbeelden"
        SKILL = "skill", "vaardigheid"

    origin = models.CharField("herkomst", max_length=10, choices=Origin)
    tooi_codes = models.CharField("TOOI-codes", max_length=120, blank=True)
    iv3 = models.CharField("Iv3-code", max_length=20, blank=True)
    words = models.GeneratedField(
        expression=SearchVector("name", weight="A", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        indexes = [
            GinIndex(fields=["words"], name="theme_words"),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="theme_letters"),
        ]

    def get_absolute_url(self):
        return reverse("discovery:theme", args=[self.slug])


class Synonym(models.Model):
    """Another word for a theme: who searches «HNW» finds «Het Nieuwe Werken»."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="synonyms", verbose_name="thema")
    word = models.CharField("woord", max_length=60)

    class Meta:
        verbose_name = "synoniem"
        verbose_name_plural = "synoniemen"
        constraints = [
            models.UniqueConstraint(
                Lower("word"),
                "theme",
                name="synonym_once_per_theme",
                violation_error_message="Dit woord staat al bij dit thema.",
            ),
        ]

    def __str__(self):
        return self.word
