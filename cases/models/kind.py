from django.db import models
from django.db.models import Q

UNNAMED = "Een gemeente die liever niet genoemd wordt"


class Kind(models.TextChoices):
    EXAMPLE = "praktijkvoorbeeld", "Praktijkvoorbeeld"
    FAILURE = "wat-niet-werkte", "Wat niet werkte"


class OfAKind(models.Model):
    """What is told, and whether everybody may know whose it is.

    A version holds what its writers chose, its case what holds for the public since publishing.
    """

    kind = models.CharField("soort", max_length=20, choices=Kind, default=Kind.EXAMPLE)
    hides_organisation = models.BooleanField("noem onze organisatie niet", default=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(hides_organisation=False) | Q(kind=Kind.FAILURE),
                name="%(class)s_hides_failures_only",
                violation_error_message="Alleen bij «Wat niet werkte» kun je je naam weglaten.",
            ),
        ]

    @property
    def is_failure(self):
        return self.kind == Kind.FAILURE
