from django.db import models
from django.db.models import Q

from portal.organisations.models import Organisation

from .audit import audited


class OwnershipQuerySet(models.QuerySet):
    def shown(self):
        """What everybody may know: the owners of a case that does not hide them."""
        return self.filter(case__hides_organisation=False)

    def visible_to(self, user):
        """What everybody may know; of a hidden case its writers and the editors know more."""
        if not user.is_authenticated:
            return self.shown()
        if user.is_editor:
            return self.all()
        hers = Ownership.objects.filter(organisation=user.organisation_id or 0).values("case")
        return self.filter(Q(case__hides_organisation=False) | Q(case__in=hers))


@audited("case", "organisation", "is_lead")
class Ownership(models.Model):
    """An organisation whose case this is; the one that leads hands in."""

    case = models.ForeignKey("cases.CaseStudy", models.CASCADE, related_name="ownerships")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="ownerships", verbose_name="organisatie"
    )
    is_lead = models.BooleanField("trekt dit", default=False)

    objects = OwnershipQuerySet.as_manager()

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
