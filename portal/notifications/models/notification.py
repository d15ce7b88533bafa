from django.conf import settings
from django.db import models
from django.db.models import F, Q


class NotificationQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def unread_first(self):
        """Then the newest; what is read lies below, newest first as well."""
        return self.order_by(F("read_at").asc(nulls_first=True), "-occurred_at", "-pk")

    def to_mail_now(self):
        """Not planned yet; the oldest first."""
        return self.filter(waits_for=Notification.Waits.NOW).order_by("pk")

    def to_digest(self, until):
        """What happened before ``until`` and stands in no weekly mail yet; the oldest first."""
        waiting = self.filter(waits_for=Notification.Waits.WEEKLY, occurred_at__lt=until)
        return waiting.order_by("occurred_at", "pk")

    def read(self, now):
        """Note that she saw them; what was read before stays as it was."""
        return self.unread().update(read_at=now)


class Notification(models.Model):
    """Something happened to ``subject`` that ``user`` wants to know.

    The title and address are those of the subject at the moment of reading, and only for who may
    see it then. ``occasion`` tells one happening from the next. ``waits_for`` says by which mail
    she still has to hear it, ``digest`` in which weekly mail it went: «2026-W48».
    """

    class Waits(models.TextChoices):
        NOW = "now", "een mail"
        WEEKLY = "weekly", "de weekmail"
        NOTHING = "", "niets"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="notifications",
        verbose_name="gebruiker",
    )
    kind = models.CharField("soort", max_length=40)
    subject = models.CharField("onderwerp", max_length=80)
    occasion = models.CharField("aanleiding", max_length=80)
    occurred_at = models.DateTimeField("gebeurd op")
    read_at = models.DateTimeField("gelezen op", null=True, blank=True)
    waits_for = models.CharField("wacht op", max_length=6, choices=Waits, blank=True)
    digest = models.CharField("weekmail", max_length=8, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "occasion"], name="notification_once"),
            models.CheckConstraint(
                condition=Q(digest="") | Q(waits_for=""), name="notification_is_mailed_once"
            ),
        ]
        indexes = [
            models.Index(fields=["user"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["id"], condition=Q(waits_for="now"), name="notification_now"),
            models.Index(
                fields=["occurred_at", "id"],
                condition=Q(waits_for="weekly"),
                name="notification_weekly",
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.subject}"
