from django.db import models
from django.db.models import Q

from portal.files.models import File

from .audit import audited
from .part import Part


class Media(Part):
    """A file beside the story; versions of a case share it."""

    file = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name="bestand")

    class Meta(Part.Meta):
        abstract = True


@audited("version", "key", by_any_change=True)
class Image(Media):
    """A picture, with words for who cannot see it, unless it only decorates."""

    alt_text = models.CharField("wat is er te zien?", max_length=300, blank=True)
    is_decorative = models.BooleanField("alleen versiering", default=False)
    caption = models.CharField("bijschrift", max_length=300, blank=True)
    credit = models.CharField("maker", max_length=120, blank=True)

    class Meta(Media.Meta):
        verbose_name = "afbeelding"
        verbose_name_plural = "afbeeldingen"
        constraints = [
            *Media.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_decorative=False) | Q(alt_text=""),
                name="decoration_says_nothing",
                violation_error_message="Beschrijf de afbeelding, of vink «alleen versiering» aan.",
            ),
        ]

    def __str__(self):
        return self.alt_text or self.caption or "afbeelding"


@audited("version", "key", by_any_change=True)
class Attachment(Media):
    """A document to take along."""

    title = models.CharField("titel", max_length=150)

    class Meta(Media.Meta):
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"

    def __str__(self):
        return self.title
