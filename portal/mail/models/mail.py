import hashlib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F, Min, Q
from django.db.models.functions import Greatest

from portal.mail import sealing

OPEN_STATES = ["planned", "sending", "retry"]
RESENDABLE_STATES = ["failed", "skipped", "expired", "bounced"]
IDENTITY = ["kind", "subject", "recipient", "occasion"]
SOONEST_FIRST = ["-urgent", "not_after", "pk"]
SECOND_CHANCE = timedelta(days=1)
BOUNCED = "Teruggekomen, gemeld door een beheerder."


def message_id_of(*identity):
    """The same Message-ID for the same mail, at each attempt and after a restored backup."""
    digest = hashlib.sha256("\0".join(identity).encode()).hexdigest()[:40]
    return f"<{digest}@{urlsplit(settings.SITE_URL).hostname}>"


class MailQuerySet(models.QuerySet):
    def open(self):
        """Still to be sent: planned, being sent now, or to be tried again."""
        return self.filter(state__in=OPEN_STATES)

    def due(self, now):
        """To be taken up now: the due time, the wait after a failure or the lease is over."""
        return self.open().filter(try_at__lte=now)

    def urgent(self):
        return self.filter(urgent=True)

    def claimed_as(self, mail):
        """The row, as long as nobody claimed it after ``mail`` was, and nobody cancelled it."""
        return self.filter(pk=mail.pk, attempts=mail.attempts, state=Mail.State.SENDING)

    def soonest_first(self):
        """Sign-in mail, then what can wait least: ``not_after`` follows a gathering's start."""
        return self.order_by(*SOONEST_FIRST)

    def least_tried_first(self):
        """For a probe: each time another, for the server may rightly refuse the one."""
        return self.order_by("attempts", *SOONEST_FIRST)

    def oldest_overdue(self, now):
        """How long the oldest mail that should go out now has been waiting for it."""
        oldest = self.due(now).aggregate(oldest=Min("try_at"))["oldest"]
        return now - (oldest or now)

    def failed_since(self, moment, answer):
        return self.filter(
            state=Mail.State.FAILED, answer__startswith=answer, settled_at__gte=moment
        )

    def expired_since(self, moment):
        """Too late before it was sent; a sign-in code is not missed, she asked for another."""
        return self.filter(state=Mail.State.EXPIRED, urgent=False, settled_at__gt=moment)

    def too_late(self, now):
        return self.due(now).exclude(state=Mail.State.SENDING).filter(not_after__lt=now)

    # Postgres cannot know how few of millions are due: in the order of an index and with a limit
    # it need not guess, and reads no more than it answers.

    def longest_due(self, now, limit):
        """At most ``limit`` of those that are due: the ones that are so longest."""
        return self.filter(pk__in=self.due(now).order_by("try_at").values("pk")[:limit])

    def longest_too_late(self, now, limit):
        oldest = self.too_late(now).order_by("not_after").values("pk")[:limit]
        return self.too_late(now).filter(pk__in=oldest)

    def settle(self, state, *, answer, now, **fields):
        """The end of a mail; its secret content is wiped."""
        return self.update(state=state, answer=answer, settled_at=now, payload=None, **fields)

    def resendable(self):
        """Not sent, and still to be rendered: the content of sign-in mail has been wiped."""
        return self.filter(state__in=RESENDABLE_STATES, urgent=False)

    def reopen(self, now, **fields):
        """Mail that was given up is due at once; its kind still says whether it makes sense."""
        state = Mail.State.RETRY
        return self.resendable().update(state=state, try_at=now, settled_at=None, **fields)

    def bounce(self, now):
        """The mailbox of the sender got it back, which only a person sees."""
        return self.filter(state=Mail.State.ACCEPTED).settle(
            Mail.State.BOUNCED, answer=BOUNCED, now=now
        )

    def try_again(self, now):
        """Reopen at somebody's wish: also what is too late, for another day."""
        return self.reopen(now, not_after=Greatest(F("not_after"), now + SECOND_CHANCE))


class Mail(models.Model):
    """One mail to one person about one occasion; the text keys mean something to its kind only.

    Never holds the address: that is looked up when the mail is rendered.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "gepland"
        SENDING = "sending", "wordt verstuurd"
        RETRY = "retry", "wordt opnieuw geprobeerd"
        ACCEPTED = "accepted", "verstuurd"
        FAILED = "failed", "mislukt"
        SKIPPED = "skipped", "overgeslagen"
        EXPIRED = "expired", "te laat"
        BOUNCED = "bounced", "teruggekomen"

    kind = models.CharField("soort", max_length=80)
    subject = models.CharField("onderwerp", max_length=120)
    recipient = models.CharField("ontvanger", max_length=120)
    occasion = models.CharField("aanleiding", max_length=120)
    message_id = models.CharField("Message-ID", max_length=300, unique=True)
    urgent = models.BooleanField("met spoed", default=False)
    payload = models.BinaryField("inhoud, versleuteld", null=True)

    due_at = models.DateTimeField("te versturen op")
    not_after = models.DateTimeField("niet later dan")
    try_at = models.DateTimeField("volgende poging op")

    state = models.CharField("stand", max_length=10, choices=State, default=State.PLANNED)
    attempts = models.PositiveIntegerField("pogingen", default=0)
    handing_over_at = models.DateTimeField("aangeboden op", null=True)
    possible_copies = models.PositiveIntegerField("mogelijk dubbel", default=0)
    answer = models.TextField("antwoord", blank=True)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    settled_at = models.DateTimeField("afgehandeld op", null=True)

    refusals_before = 0  # of other mail in a row, when this one was claimed

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        constraints = [
            models.UniqueConstraint(fields=IDENTITY, name="mail_once"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, settled_at=None)
                | Q(
                    state__in=["accepted", "failed", "skipped", "expired", "bounced"],
                    settled_at__isnull=False,
                    payload=None,
                ),
                name="mail_settled_in_a_settled_state",
            ),
            models.CheckConstraint(
                condition=Q(due_at__lte=F("not_after")), name="mail_due_before_not_after"
            ),
        ]
        indexes = [
            models.Index("try_at", condition=Q(state__in=OPEN_STATES), name="mail_open"),
            models.Index(
                "try_at", condition=Q(state__in=OPEN_STATES, urgent=True), name="mail_open_urgent"
            ),
            models.Index("not_after", condition=Q(state__in=OPEN_STATES), name="mail_open_until"),
        ]

    def __str__(self):
        return f"{self.kind} {self.subject} → {self.recipient}"

    @property
    def is_resendable(self):
        return self.state in RESENDABLE_STATES and not self.urgent

    @property
    def is_accepted(self):
        return self.state == self.State.ACCEPTED

    @property
    def secret(self):
        """The payload that was given when planning, in the clear."""
        return sealing.unseal(self.payload)
