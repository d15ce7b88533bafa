from django.conf import settings
from django.db import models
from django.db.models import F, Q


class NotDouble(models.Model):
    """A writer of ``case`` says that ``other`` tells something else; it is not shown again."""

    case = models.ForeignKey("cases.CaseStudy", models.CASCADE, related_name="not_doubles")
    other = models.ForeignKey("cases.CaseStudy", models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )
    at = models.DateTimeField("op")

    class Meta:
        verbose_name = "niet dubbel"
        verbose_name_plural = "niet dubbel"
        constraints = [
            models.UniqueConstraint(fields=["case", "other"], name="not_double_once"),
            models.CheckConstraint(condition=~Q(case=F("other")), name="not_double_with_another"),
        ]

    def __str__(self):
        return f"{self.case} ≠ {self.other}"
