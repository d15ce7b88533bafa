from django.conf import settings
from django.db import models
from django.db.models import Q

from .audit import audited
from .case_study import CaseStudy
from .section import Section
from .version import Version


class Place(models.TextChoices):
    """What a remark is about: the whole story, one of its sections, or another part of it."""

    GENERAL = "general", "Algemeen"
    BRIEF = "brief", "Titel en samenvatting"
    CONTEXT = Section.Kind.CONTEXT.value, Section.Kind.CONTEXT.label
    APPROACH = Section.Kind.APPROACH.value, Section.Kind.APPROACH.label
    RESULT = Section.Kind.RESULT.value, Section.Kind.RESULT.label
    DRAWBACKS = Section.Kind.DRAWBACKS.value, Section.Kind.DRAWBACKS.label
    CONDITIONS = Section.Kind.CONDITIONS.value, Section.Kind.CONDITIONS.label
    REFLECTION = Section.Kind.REFLECTION.value, Section.Kind.REFLECTION.label
    FACTORS = "factors", "Engelen en beren"
    FIGURES = "figures", "Kengetallen"
    QUOTES = "quotes", "Citaten"
    PEOPLE = "people", "Mensen en partners"
    SOURCES = "sources", "Bronnen, links en erkenningen"
    FILES = "files", "Beeld en bestanden"
    THEMES = "themes", "Thema's en werkvormen"


class RemarkQuerySet(models.QuerySet):
    def open(self):
        """What an editor still wants something of."""
        return self.filter(resolved_at=None)

    def visible_to(self, user):
        """For the editors all; for the writers of the case what was sent to them."""
        theirs = CaseStudy.objects.editable_by(user).values("pk")
        sent = self.filter(version__case__in=theirs, sent_at__isnull=False)
        return sent | self.reviewable_by(user)

    def reviewable_by(self, user):
        """What the editors say, with what they did not send yet."""
        return self.filter(version__in=Version.objects.reviewable_by(user).values("pk"))

    def in_order(self):
        """As they stand on a page: in the order in which they were made."""
        return self.select_related("by", "answered_by", "resolved_by").order_by("at", "pk")


@audited("version", "place", "sent_at", "answered_at", "resolved_at")
class Remark(models.Model):
    """What an editor remarks on a part of a version; the writers read it once it is sent."""

    version = models.ForeignKey(
        "cases.Version", models.CASCADE, related_name="remarks", verbose_name="versie"
    )
    place = models.CharField("waarover", max_length=12, choices=Place)
    text = models.TextField("opmerking")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="remarks",
        verbose_name="door",
    )
    at = models.DateTimeField("op")
    sent_at = models.DateTimeField("verstuurd op", null=True)
    answer = models.TextField("antwoord", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="answered_remarks",
        verbose_name="beantwoord door",
    )
    answered_at = models.DateTimeField("beantwoord op", null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="resolved_remarks",
        verbose_name="afgehandeld door",
    )
    resolved_at = models.DateTimeField("afgehandeld op", null=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False, sent_at__isnull=False)),
                name="remark_answered_after_it_was_sent",
            ),
        ]
        indexes = [models.Index(fields=["version", "at"], name="remark_of_version")]

    def __str__(self):
        return f"{self.get_place_display()}: {self.text[:60]}"
