from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Exists, FilteredRelation, OuterRef, Q
from django.urls import reverse

from portal.organisations.models import Organisation

from .audit import audited
from .kind import OfAKind
from .ownership import Ownership
from .version import Version


class CaseStudyQuerySet(models.QuerySet):
    def published(self):
        """What everybody may read: published, and not archived since."""
        return self.filter(published_at__isnull=False, archived_at=None)

    def of(self, organisation_id):
        """Cases that an organisation leads or shares; none for who belongs nowhere."""
        owned = Ownership.objects.filter(case=OuterRef("pk"), organisation=organisation_id)
        return self.filter(Exists(owned)) if organisation_id else self.none()

    def visible_to(self, user):
        """Published; what her own organisation writes; for editors also what was handed in."""
        return self.filter(
            Q(published_at__isnull=False, archived_at=None) | Q(pk__in=self._closed_to_others(user))
        )

    def editable_by(self, user):
        """What a member may write on: cases of her own organisation that are not archived.

        What comes from a public source is written by the editors of the portal.
        """
        own = self.of(user.organisation_id if user.is_authenticated else None)
        if user.is_authenticated and user.is_editor:
            own = self.filter(Q(pk__in=own.values("pk")) | Q(from_public_source=True))
        return own.filter(archived_at=None)

    def tended_by(self, user):
        """Whose versions and consents she keeps: her organisation's, for editors what came in."""
        return self.filter(pk__in=self._closed_to_others(user))

    def archivable_by(self, user):
        """What an editor may take away from the public or bring back: what her own leads."""
        if not user.is_authenticated or user.role != user.Role.EDITOR:
            return self.none()
        led = Ownership.objects.filter(case=OuterRef("pk"), organisation=user.organisation_id)
        return self.filter(Exists(led.filter(is_lead=True)), published_at__isnull=False)

    def _closed_to_others(self, user):
        if not user.is_authenticated:
            return []
        own = CaseStudy.objects.of(user.organisation_id).values("pk")
        if not user.is_editor:
            return own
        handed_in = Version.objects.handed_in().values("case")
        theirs = Q(pk__in=handed_in) | Q(from_public_source=True)
        return CaseStudy.objects.filter(Q(pk__in=own) | theirs).values("pk")


class CaseStudyManager(models.Manager.from_queryset(CaseStudyQuerySet)):
    def get_queryset(self):
        """``shown_ownerships`` leads to the owners that everybody may know, and to no other."""
        shown = FilteredRelation("ownerships", condition=Q(hides_organisation=False))
        return super().get_queryset().alias(shown_ownerships=shown)


@audited("published", "archived_at", "archive_reason", "hides_organisation")
class CaseStudy(OfAKind):
    """What one or more organisations tried, and what others can learn from it.

    Its content is a ``Version``; the public reads ``published`` while a next one is written.
    """

    slug = models.SlugField(unique=True, max_length=200, editable=False)
    # Where it was written, for who has that address in a mail; nobody else may know it.
    former_slug = models.SlugField(max_length=200, blank=True, editable=False)
    published = models.OneToOneField(
        Version,
        models.PROTECT,
        null=True,
        related_name="published_of",
        editable=False,
        verbose_name="gepubliceerde versie",
    )
    published_at = models.DateTimeField("gepubliceerd op", null=True, editable=False)
    archived_at = models.DateTimeField("gearchiveerd op", null=True, editable=False)
    archive_reason = models.TextField("reden van archiveren", blank=True)
    from_public_source = models.BooleanField("uit openbare bron", default=False)
    words = SearchVectorField("zoekwoorden", null=True, editable=False)
    # «thema:3», «organisatie:12», «bron:boek», «jaar:2013»: to count thousands without a join.
    facets = ArrayField(models.CharField(max_length=40), null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="cases",
        verbose_name="begonnen door",
        editable=False,
    )
    created_at = models.DateTimeField("begonnen op", editable=False)

    objects = CaseStudyManager()

    class Meta(OfAKind.Meta):
        verbose_name = "praktijkvoorbeeld"
        verbose_name_plural = "praktijkvoorbeelden"
        constraints = [
            *OfAKind.Meta.constraints,
            models.CheckConstraint(
                condition=Q(published=None, published_at=None, words=None, facets=None)
                | Q(
                    published__isnull=False,
                    published_at__isnull=False,
                    words__isnull=False,
                    facets__isnull=False,
                ),
                name="case_published_with_moment_and_words",
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None, archive_reason="")
                | (Q(archived_at__isnull=False) & ~Q(archive_reason="")),
                name="case_archived_with_reason",
                violation_error_message="Schrijf erbij waarom je dit archiveert.",
            ),
        ]
        indexes = [
            GinIndex(fields=["words"], name="case_words"),
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(published_at__isnull=False, archived_at=None),
                name="case_newest",
            ),
        ]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return reverse("cases:detail", args=[self.slug])

    @property
    def is_published(self):
        return self.published_id is not None and self.archived_at is None

    def lead(self):
        """The organisation that hands in."""
        return Organisation.objects.get(ownerships__case=self, ownerships__is_lead=True)

    def owners_visible_to(self, user):
        """The organisations whose case this is, as far as ``user`` may know; the lead first."""
        seen = self.ownerships.visible_to(user)
        owners = Organisation.objects.filter(ownerships__in=seen).select_related("province")
        return owners.order_by("-ownerships__is_lead", "sort_key")

    def work(self):
        """The version that is being written or reviewed now, or None."""
        return self.versions.in_the_works().select_related("assignee").first()
