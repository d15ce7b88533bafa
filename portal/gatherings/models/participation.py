from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When


class ParticipationQuerySet(models.QuerySet):
    def seated(self):
        return self.filter(state=Participation.State.SEATED)

    def waiting(self):
        """The line, first come first."""
        return self.filter(state=Participation.State.WAITING).order_by("joined_at", "pk")

    def of(self, organisation):
        """Of the people of this organisation, and of whom one of them signed up as a colleague."""
        hers = Q(user__organisation=organisation)
        return self.filter(hers | Q(signed_up_by__organisation=organisation))

    def lapsed(self, now):
        """Those whose offer has ended without an answer."""
        return self.filter(state=Participation.State.OFFERED, offered_until__lte=now)

    def holding(self):
        """Who has a seat, or one that is held for her answer."""
        return self.filter(state__in=Participation.HOLDING)

    def active(self):
        return self.filter(state__in=Participation.ACTIVE)

    def in_order(self):
        """Who comes, who has an offer, who waits, who left; not who did not confirm."""
        order = [*Participation.ACTIVE, Participation.State.LEFT]
        places = [When(state=state, then=place) for place, state in enumerate(order)]
        found = self.filter(state__in=order)
        return found.order_by(Case(*places), "joined_at", "pk")


class Participation(models.Model):
    """One person at one gathering.

    A subclass adds ``gathering``, related name ``participations``, and ``reservation``: the kept
    seats of her organisation that hers is one of, if it is. ``turn`` counts her joinings, so
    that who left and came back is mailed anew.
    """

    class State(models.TextChoices):
        PENDING = "pending", "nog niet bevestigd"
        SEATED = "seated", "aangemeld"
        WAITING = "waiting", "op de wachtlijst"
        OFFERED = "offered", "plek aangeboden"
        LEFT = "left", "afgemeld"

    HOLDING = [State.SEATED, State.OFFERED]
    ACTIVE = [State.SEATED, State.OFFERED, State.WAITING]

    # Who takes part is not deleted but closes her account: that gives her seat to who waits.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="%(class)ss",
        verbose_name="deelnemer",
    )
    state = models.CharField("stand", max_length=10, choices=State)
    joined_at = models.DateTimeField("aangemeld op")
    offered_until = models.DateTimeField("aangeboden tot", null=True)
    left_at = models.DateTimeField("afgemeld op", null=True)
    turn = models.PositiveIntegerField("hoeveelste keer", default=1)
    signed_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="aangemeld door",
    )
    shows_name = models.BooleanField("naam zichtbaar voor andere deelnemers", default=False)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "user"],
                name="%(class)s_once_per_person",
                violation_error_message="Deze persoon doet al mee.",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until=None)),
                name="%(class)s_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state="left", left_at__isnull=False)
                | (~Q(state="left") & Q(left_at=None)),
                name="%(class)s_left_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["gathering", "joined_at"],
                condition=Q(state="waiting"),
                name="%(class)s_line",
            ),
            models.Index(
                fields=["offered_until"],
                condition=Q(state="offered"),
                name="%(class)s_offers",
            ),
        ]

    def __str__(self):
        return f"{self.user} bij {self.gathering}"

    @property
    def is_seated(self):
        return self.state == self.State.SEATED

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def is_offered(self):
        return self.state == self.State.OFFERED

    @property
    def is_active(self):
        return self.state in self.ACTIVE

    def place_in_line(self):
        """1 for who is next."""
        line = type(self).objects.filter(gathering=self.gathering_id).waiting()
        before = Q(joined_at__lt=self.joined_at) | Q(joined_at=self.joined_at, pk__lt=self.pk)
        return line.filter(before).count() + 1

    @property
    def calendar_sequence(self):
        """Rises with every change of the gathering and with her own leaving and coming back."""
        return self.gathering.sequence + 2 * (self.turn - 1) + (self.state == self.State.LEFT)
