from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Upper
from django.urls import reverse
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from portal.accounts.models import User
from portal.gatherings.models import (
    Attendance,
    Gathering,
    GatheringQuerySet,
    Moment,
    Participation,
    Reservation,
    Wording,
)
from portal.organisations.models import Region
from portal.themes.models import FixedVocabulary, LearningFormat, Theme

from .community import Community, Membership


class MeetupQuerySet(GatheringQuerySet):
    def visible_to(self, user):
        """Published ones, those of a hidden community to its members only; and what she edits."""
        if user.is_authenticated and user.is_organiser:
            return self
        open_to_all = ~Q(community__kind=Community.Kind.HIDDEN)
        shown = Q(published_at__isnull=False) & (open_to_all | Q(_membership_of(user)))
        return self.filter(shown | _edited_by(user))

    def editable_by(self, user):
        """Those of the communities that ``user`` facilitates; organisers edit every one."""
        if user.is_authenticated and user.is_organiser:
            return self
        return self.filter(_edited_by(user))

    def of(self, community):
        """Those that ``community`` hosts or shares in."""
        shared = Exists(
            self.model.communities.through.objects.filter(
                meetup=OuterRef("pk"), community=community
            )
        )
        return self.filter(Q(community=community) | shared)

    def for_cards(self):
        return self.select_related("region", "municipality", "community")

    def for_page(self):
        return self.select_related(
            "region", "municipality", "community", "learning_format"
        ).prefetch_related("themes", "facilitators")


class Meetup(Gathering):
    """A gathering of one or more communities, of which one is the host."""

    runs_under = "community"
    called = Wording(every="Bijeenkomsten", index="communities:meetups")

    community = models.ForeignKey(
        Community, models.PROTECT, related_name="meetups", verbose_name="community"
    )
    communities = models.ManyToManyField(
        Community, blank=True, related_name="shared_meetups", verbose_name="ook voor"
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetups",
        verbose_name="regio",
    )
    themes = TaggableManager(
        "thema's", through="communities.MeetupTheme", manager=FixedVocabulary, blank=True
    )
    learning_format = models.ForeignKey(
        LearningFormat,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="meetups",
        verbose_name="werkvorm",
    )
    agenda = models.TextField("programma", max_length=10_000, blank=True)
    facilitators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="meetups_facilitated",
        verbose_name="begeleiders",
    )
    words = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="dutch")
        + SearchVector("summary", weight="B", config="dutch")
        + SearchVector("description", "agenda", "venue", "address", weight="C", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = MeetupQuerySet.as_manager()

    class Meta(Gathering.Meta):
        abstract = False
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        indexes = [
            models.Index(fields=["starts_at", "id"], name="meetup_agenda"),
            GinIndex(fields=["words"], name="meetup_words"),
            GinIndex(OpClass(Upper("title"), "gin_trgm_ops"), name="meetup_letters"),
        ]

    def get_absolute_url(self):
        return reverse("communities:meetup", args=[self.slug])

    def organisers(self):
        facilitating = User.objects.filter(is_active=True, meetups_facilitated=self)
        return super().organisers().union(facilitating)

    def admits(self, user):
        """Everybody; to a gathering of a hidden community its members only."""
        return not self.community.is_hidden or (
            Membership.objects.accepted().filter(community=self.community_id, user=user).exists()
        )


class MeetupTheme(ItemBase):
    tag = models.ForeignKey(Theme, models.CASCADE, related_name="meetup_items")
    content_object = models.ForeignKey(Meetup, models.CASCADE)

    class Meta:
        verbose_name = "thema van een bijeenkomst"
        verbose_name_plural = "thema's van bijeenkomsten"


class MeetupMoment(Moment):
    gathering = models.ForeignKey(
        Meetup, models.CASCADE, related_name="moments", verbose_name="bijeenkomst"
    )

    class Meta(Moment.Meta):
        abstract = False
        verbose_name = "moment"
        verbose_name_plural = "momenten"


class MeetupReservation(Reservation):
    gathering = models.ForeignKey(
        Meetup, models.CASCADE, related_name="reservations", verbose_name="bijeenkomst"
    )

    class Meta(Reservation.Meta):
        abstract = False
        verbose_name = "vrijgehouden plaatsen"
        verbose_name_plural = "vrijgehouden plaatsen"


class Registration(Participation):
    gathering = models.ForeignKey(
        Meetup, models.CASCADE, related_name="participations", verbose_name="bijeenkomst"
    )

    reservation = models.ForeignKey(
        MeetupReservation,
        models.SET_NULL,
        null=True,
        related_name="participations",
        verbose_name="vrijgehouden plaats",
    )

    class Meta(Participation.Meta):
        abstract = False
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"


class MeetupAttendance(Attendance):
    participation = models.ForeignKey(Registration, models.CASCADE, related_name="attendances")
    moment = models.ForeignKey(MeetupMoment, models.CASCADE, related_name="attendances")

    class Meta(Attendance.Meta):
        abstract = False
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"


def _membership_of(user, **fields):
    memberships = Membership.objects.accepted().filter(user_id=user.pk, **fields)
    return Exists(memberships.filter(community=OuterRef("community")))


def _edited_by(user):
    return _membership_of(user, role=Membership.Role.FACILITATOR)
