from django.conf import settings
from django.db import models

from .audit import audited
from .part import Part


@audited("version", "key", by_any_change=True)
class Person(Part):
    """Somebody in the case. An address is for relayed questions only and is never shown."""

    class Role(models.TextChoices):
        INTERVIEWEE = "interviewee", "geïnterviewd"
        AUTHOR = "author", "schrijver"
        CONTACT = "contact", "contactpersoon"
        RESEARCHER = "researcher", "onderzoeker"
        PHOTOGRAPHER = "photographer", "fotograaf"

    role = models.CharField("rol", max_length=12, choices=Role)
    name = models.CharField("naam", max_length=120)
    function = models.CharField("functie", max_length=120, blank=True)
    organisation = models.CharField("organisatie", max_length=120, blank=True)
    had_function_then = models.BooleanField("functie van toen", default=False)
    subject = models.CharField("waarover", max_length=120, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="case_people",
        verbose_name="account",
    )

    identity = ("role", "name")

    class Meta(Part.Meta):
        verbose_name = "persoon"
        verbose_name_plural = "personen"

    def __str__(self):
        return self.name

    @property
    def is_contact(self):
        return self.role == self.Role.CONTACT
