from django.db import models
from django.db.models import Q

from portal.organisations.models import Organisation


class Ownership(models.Model):
    """An organisation whose case this is; the one that leads hands in."""

    case = models.ForeignKey("cases.CaseStudy", models.CASCADE, related_name="ownerships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="ownerships", verbose_name="organisatie"
    )
    is_lead = models.BooleanField("trekt dit", default=False)

    class Meta:
        verbose_name = "eigenaar"
        verbose_name_plural = "eigenaren"
        constraints = [
            models.UniqueConstraint(fields=["case", "organisation"], name="owner_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(is_lead=True),
                name="one_lead_a_case",
                violation_error_message="Eén organisatie trekt een praktijkvoorbeeld.",
            ),
        ]

    def __str__(self):
        return str(self.organisation)
