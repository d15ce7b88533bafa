from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from portal.accounts.models import User
from portal.organisations.models import Organisation
from portal.ui.validators import single_line

from .wording import Wording

# From here on nobody is given a seat without asking: she may have made other plans.
PROMOTION_ENDS_BEFORE = timedelta(hours=24)


def default_reminder_days():
    return [7, 1]


def reminder_days_field(label, **options):
    """How many days before people are reminded, each at 09:00."""
    days = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    return ArrayField(days, blank=True, verbose_name=label, **options)


class GatheringQuerySet(models.QuerySet):
    def published(self):
        return self.exclude(published_at=None)

    def upcoming(self, now):
        """Not over yet, soonest first; what is going on now is among them."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, now):
        return self.filter(ends_at__lte=now).order_by("-starts_at", "-pk")

    def standing(self):
        return self.filter(cancelled_at=None)


class Gathering(models.Model):
    """People who come together at one or more moments; a subclass is a meetup or an edition.

    ``taken`` counts the seats that are held: seated, offered and reserved.
    ``starts_at`` and ``ends_at`` are those of the first and the last moment.
    """

    class Place(models.TextChoices):
        ON_SITE = "on_site", "op locatie"
        ONLINE = "online", "online"
        HYBRID = "hybrid", "op locatie en online"

    class State(models.TextChoices):
        DRAFT = "draft", "concept"
        CANCELLED = "cancelled", "afgelast"
        PAST = "past", "geweest"
        EXPECTED = "expected", "aanmelden kan nog niet"
        CLOSED = "closed", "aanmelden is gesloten"
        FULL = "full", "vol"
        OPEN = "open", "open"

    called = Wording()  # a subclass may have words of its own
    runs_under = None  # the foreign key to what says how many days before people are reminded

    title = models.CharField("titel", max_length=150, validators=[single_line])
    slug = models.SlugField(unique=True, max_length=100, editable=False)
    summary = models.CharField("samenvatting", max_length=400)
    description = models.TextField("beschrijving", max_length=10_000, blank=True)

    place = models.CharField("waar", max_length=10, choices=Place, default=Place.ON_SITE)
    venue = models.CharField("locatie", max_length=150, blank=True, validators=[single_line])
    address = models.CharField("adres", max_length=200, blank=True, validators=[single_line])
    municipality = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss_held_here",
        verbose_name="gemeente",
    )
    video_link = models.URLField("link naar de videovergadering", max_length=500, blank=True)

    starts_at = models.DateTimeField("begint", editable=False)
    ends_at = models.DateTimeField("eindigt", editable=False)
    seats = models.PositiveIntegerField(
        "aantal plaatsen",
        null=True,
        blank=True,
        validators=[MinValueValidator(1, "Er is minstens één plaats nodig.")],
    )
    taken = models.PositiveIntegerField("bezet", default=0, editable=False)
    minimum = models.PositiveIntegerField("minimum aantal deelnemers", null=True, blank=True)
    registration_opens_at = models.DateTimeField("aanmelden kan vanaf", null=True, blank=True)
    registration_closes_at = models.DateTimeField("aanmelden kan tot", null=True, blank=True)
    reminder_days = reminder_days_field("herinneringen, in dagen vooraf", null=True)

    published_at = models.DateTimeField("gepubliceerd op", null=True, editable=False)
    cancelled_at = models.DateTimeField("afgelast op", null=True, editable=False)
    cancel_reason = models.TextField("reden van afgelasten", max_length=1000, blank=True)
    sequence = models.PositiveIntegerField("versie van de agenda", default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="%(class)ss_created",
        verbose_name="gemaakt door",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="%(class)s_ends_after_start",
                violation_error_message="Het einde ligt voor het begin.",
            ),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(seats__gte=1),
                name="%(class)s_has_a_seat",
                violation_error_message="Er is minstens één plaats nodig.",
            ),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(taken__lte=F("seats")),
                name="%(class)s_never_over_its_seats",
                violation_error_message="Er zijn meer plaatsen bezet dan er zijn.",
            ),
            models.CheckConstraint(
                condition=Q(registration_opens_at=None)
                | Q(registration_closes_at=None)
                | Q(registration_closes_at__gt=F("registration_opens_at")),
                name="%(class)s_registration_closes_after_opening",
                violation_error_message="Aanmelden sluit voordat het opengaat.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_full(self):
        return self.seats is not None and self.taken >= self.seats

    @property
    def places_left(self):
        """How many seats nobody holds; None when there is no limit."""
        return None if self.seats is None else self.seats - self.taken

    @property
    def is_online(self):
        return self.place != self.Place.ON_SITE

    @property
    def is_on_site(self):
        return self.place != self.Place.ONLINE

    def state(self, now):
        """The word of today for this gathering: the first that holds, in the order of ``State``."""
        closes_at = min(self.registration_closes_at or self.starts_at, self.starts_at)
        opens_at = self.registration_opens_at
        holds = {
            self.State.DRAFT: self.published_at is None,
            self.State.CANCELLED: self.cancelled_at is not None,
            self.State.PAST: self.ends_at <= now,
            self.State.EXPECTED: opens_at is not None and opens_at > now,
            self.State.CLOSED: closes_at <= now,
            self.State.FULL: self.is_full,
            self.State.OPEN: True,
        }
        return next(state for state in self.State if holds[state])

    def takes_registrations(self, now):
        return self.state(now) in (self.State.OPEN, self.State.FULL)

    @property
    def leads(self):
        """How many days before people are reminded: its own, or those of what it runs under."""
        if self.reminder_days is None:
            return getattr(self, self.runs_under).reminder_days
        return self.reminder_days

    @property
    def promotes_until(self):
        return self.starts_at - PROMOTION_ENDS_BEFORE

    def promotes(self, now):
        """Whether a free seat goes to the first in line without asking her."""
        return now < self.promotes_until

    def can_keep_seats(self, now):
        """Whether seats may be kept for an organisation: not in the last 24 hours."""
        return self.seats is not None and self.cancelled_at is None and self.promotes(now)

    def has_free_place(self, now):
        """Whether there is a seat for the first who waits and says so: in the last 24 hours."""
        return not self.is_full and not self.promotes(now) and now < self.starts_at

    def organisers(self):
        """Who made it, if she is still here; a subclass adds who runs it with her."""
        return User.objects.filter(is_active=True, pk=self.created_by_id)

    def admits(self, user):
        """Whether ``user`` may take part at all; a subclass may keep it to members."""
        return True
