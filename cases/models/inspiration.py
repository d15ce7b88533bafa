from django.db import models
from django.db.models import F, Q

from portal.organisations.models import Organisation


class Inspiration(models.Model):
    """A case that was inspired by an organisation, and by a case of it where there is one."""

    case = models.ForeignKey("cases.CaseStudy", models.CASCADE, related_name="inspirations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="inspired", verbose_name="organisatie"
    )
    source = models.ForeignKey(
        "cases.CaseStudy",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="inspired",
        verbose_name="praktijkvoorbeeld",
    )

    class Meta:
        verbose_name = "inspiratie"
        verbose_name_plural = "inspiratie"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation", "source"],
                nulls_distinct=False,
                name="inspiration_once",
            ),
            models.CheckConstraint(
                condition=Q(source=None) | ~Q(source=F("case")),
                name="inspired_by_another",
                violation_error_message="Een praktijkvoorbeeld is niet door zichzelf geïnspireerd.",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} → {self.case}"

    @property
    def shown_organisation(self):
        """Not that of a case which hides whose it is: the link would tell."""
        is_hidden = self.source and self.source.hides_organisation
        return None if is_hidden else self.organisation
