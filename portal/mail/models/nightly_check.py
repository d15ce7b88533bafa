from django.contrib.postgres.fields import ArrayField
from django.db import models


class NightlyCheckQuerySet(models.QuerySet):
    def was_done(self, name, night):
        return self.filter(name=name, night=night).exists()

    def note(self, name, night, *, findings, now):
        """Whether the caller is the first to note this night."""
        found = {"findings": findings, "done_at": now}
        _, is_first = self.get_or_create(name=name, night=night, defaults=found)
        return is_first


class NightlyCheck(models.Model):
    """What a check found in a night; the row is what makes it happen once a night."""

    name = models.CharField("controle", max_length=80)
    night = models.DateField("nacht")
    findings = ArrayField(models.TextField(), verbose_name="bevindingen")
    done_at = models.DateTimeField("gedaan op")

    objects = NightlyCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "nachtelijke controle"
        verbose_name_plural = "nachtelijke controles"
        constraints = [models.UniqueConstraint(fields=["name", "night"], name="check_once_a_night")]

    def __str__(self):
        return f"{self.name}, {self.night}, bevindingen: {len(self.findings)}"
