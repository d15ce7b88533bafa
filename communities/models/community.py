from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Upper
from django.urls import reverse
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from portal.gatherings.models.gathering import default_reminder_days, reminder_days_field
from portal.organisations.models import Region
from portal.themes.models import FixedVocabulary, Theme


class CommunityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All but hidden ones of which ``user`` is no member; organisers see every one."""
        if user.is_authenticated and user.is_organiser:
            return self
        return self.filter(~Q(kind=Community.Kind.HIDDEN) | Q(_membership_of(user)))

    def editable_by(self, user):
        """Those that ``user`` runs: as facilitator, or as organiser of VNG."""
        if user.is_authenticated and user.is_organiser:
            return self
        return self.filter(_membership_of(user, role=Membership.Role.FACILITATOR))

    def standing(self):
        return self.filter(archived_at=None)

    def of_member(self, user):
        return self.filter(_membership_of(user))

    def with_asking(self):
        """Those that somebody asks to join, with how many as ``asking``."""
        asking = Count("memberships", filter=Q(memberships__accepted_at=None))
        return self.annotate(asking=asking).filter(asking__gt=0).order_by("name", "pk")

    def with_figures(self, now):
        """With ``member_count``, and the start of the next meetup as ``next_at``."""
        members = Membership.objects.accepted().filter(community=OuterRef("pk"))
        counted = members.order_by().values("community").annotate(n=Count("pk")).values("n")
        meetups = self.model.meetups.rel.related_model.objects.published().standing()
        coming = meetups.filter(community=OuterRef("pk"), ends_at__gt=now).order_by("starts_at")
        return self.annotate(
            member_count=Coalesce(Subquery(counted), 0),
            next_at=Subquery(coming.values("starts_at")[:1]),
        )


class Community(models.Model):
    """Colleagues of different organisations who learn together about one subject."""

    class Kind(models.TextChoices):
        OPEN = "open", "open: iedereen kan meedoen"
        ON_REQUEST = "on_request", "op aanvraag: een begeleider laat je toe"
        HIDDEN = "hidden", "verborgen: alleen voor leden"

    name = models.CharField("naam", max_length=100, unique=True)
    slug = models.SlugField(unique=True, max_length=100)
    purpose = models.TextField("doel", max_length=4000)
    kind = models.CharField("toegang", max_length=12, choices=Kind, default=Kind.OPEN)
    professional_group = models.CharField("beroepsgroep", max_length=80, blank=True)
    regions = models.ManyToManyField(Region, blank=True, verbose_name="regio's")
    ends_on = models.DateField("loopt tot en met", null=True, blank=True)
    reminder_days = reminder_days_field(
        "herinneringen, in dagen vooraf", default=default_reminder_days
    )
    archived_at = models.DateTimeField("gearchiveerd op", null=True, blank=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="communities"
    )
    themes = TaggableManager(
        "thema's", through="communities.CommunityTheme", manager=FixedVocabulary, blank=True
    )
    words = models.GeneratedField(
        expression=SearchVector("name", weight="A", config="dutch")
        + SearchVector("purpose", "professional_group", weight="B", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = "community"
        verbose_name_plural = "communities"
        indexes = [
            GinIndex(fields=["words"], name="community_words"),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="community_letters"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("communities:community", args=[self.slug])

    @property
    def is_hidden(self):
        return self.kind == self.Kind.HIDDEN


class CommunityTheme(ItemBase):
    tag = models.ForeignKey(Theme, models.CASCADE, related_name="community_items")
    content_object = models.ForeignKey(Community, models.CASCADE)

    class Meta:
        verbose_name = "thema van een community"
        verbose_name_plural = "thema's van communities"


class MembershipQuerySet(models.QuerySet):
    def accepted(self):
        return self.exclude(accepted_at=None)

    def asked(self):
        """Who asked to join a community on request and waits for an answer."""
        return self.filter(accepted_at=None).order_by("joined_at", "pk")

    def facilitators(self):
        return self.accepted().filter(role=Membership.Role.FACILITATOR)


class Membership(models.Model):
    """Somebody in a community; not yet ``accepted_at`` while she waits for a facilitator."""

    class Role(models.TextChoices):
        MEMBER = "member", "lid"
        FACILITATOR = "facilitator", "begeleider"

    community = models.ForeignKey(
        Community, models.CASCADE, related_name="memberships", verbose_name="community"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        verbose_name="gebruiker",
    )
    role = models.CharField("rol", max_length=12, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField("lid sinds")
    accepted_at = models.DateTimeField("toegelaten op", null=True)
    regions = models.ManyToManyField(Region, blank=True, verbose_name="gevolgde regio's")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints = [
            models.UniqueConstraint(
                fields=["community", "user"],
                name="membership_once",
                violation_error_message="Deze persoon is al lid.",
            ),
        ]

    def __str__(self):
        return f"{self.user} in {self.community}"


def _membership_of(user, **fields):
    memberships = Membership.objects.accepted().filter(
        community=OuterRef("pk"), user_id=user.pk, **fields
    )
    return Exists(memberships)
