import uuid

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse

# Beside the key stands a signature: who reads the table, or a backup of it, has no address yet.
# It is computed and not hashed, so that she can copy her address again for her next phone.
_SIGNER = signing.Signer(sep=".", salt="gatherings.personal_calendar")


class PersonalCalendarQuerySet(models.QuerySet):
    def at(self, secret):
        """The one with this secret, as a queryset; empty for what is none or is revoked."""
        try:
            key = uuid.UUID(_SIGNER.unsign(secret))
        except (signing.BadSignature, ValueError):
            return self.none()
        return self.filter(key=key, user__is_active=True)


class PersonalCalendar(models.Model):
    """The secret address of what somebody takes part in; another key is another address."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="personal_calendar",
        verbose_name="gebruiker",
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField("gemaakt op", editable=False)

    objects = PersonalCalendarQuerySet.as_manager()

    class Meta:
        verbose_name = "persoonlijke agenda"
        verbose_name_plural = "persoonlijke agenda's"

    def __str__(self):
        return f"Agenda van {self.user}"

    def get_absolute_url(self):
        return reverse("gatherings:personal_feed", args=[self.secret])

    @property
    def secret(self):
        return _SIGNER.sign(self.key.hex)
