from django.conf import settings
from django.db import models
from django.db.models import Q

from .audit import audited


class ConsentQuerySet(models.QuerySet):
    def given(self):
        """What holds: not withdrawn since."""
        return self.filter(withdrawn_at=None)

    def withdrawn(self):
        """What may not be shown again, whatever page somebody still has open."""
        return self.exclude(withdrawn_at=None)


@audited("case", "key", "how", "given_on", "withdrawn_at")
class Consent(models.Model):
    """That somebody agreed to stand in a case: as who said a quote, in person or in a picture.

    ``key`` is that of the part, so that it holds in all versions; who withdrew has no name here,
    and no ``given_on`` when it was never noted that she agreed.
    """

    class How(models.TextChoices):
        SPOKEN = "spoken", "mondeling"
        MAIL = "mail", "per mail"
        FORM = "form", "met een formulier"

    case = models.ForeignKey(
        "cases.CaseStudy", models.CASCADE, related_name="consents", verbose_name="praktijkvoorbeeld"
    )
    key = models.UUIDField("sleutel van het onderdeel", editable=False)
    who = models.CharField("wie", max_length=120, blank=True)
    how = models.CharField("hoe", max_length=6, choices=How)
    given_on = models.DateField("gegeven op", null=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="noted_consents",
        verbose_name="genoteerd door",
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="withdrawn_consents",
        verbose_name="ingetrokken door",
    )
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "key"],
                condition=Q(withdrawn_at=None),
                name="consent_once_a_part",
                violation_error_message="Deze toestemming staat er al.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(who=""), name="consent_withdrawn_has_no_name"
            ),
            models.CheckConstraint(
                condition=Q(given_on__isnull=False) | Q(withdrawn_at__isnull=False),
                name="consent_given_on_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.get_how_display()}, {self.given_on}"
