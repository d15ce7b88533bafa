from django.conf import settings
from django.db import models

from portal.organisations.models import Organisation

from .part import Part


class Quote(Part):
    """What somebody said; the pull quote stands large in the page."""

    text = models.CharField("citaat", max_length=400)
    person = models.CharField("naam", max_length=120, blank=True)
    function = models.CharField("functie", max_length=120, blank=True)
    is_pull_quote = models.BooleanField("groot in de pagina", default=False)

    identity = ("text",)

    class Meta(Part.Meta):
        verbose_name = "citaat"
        verbose_name_plural = "citaten"

    def __str__(self):
        return self.text


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


class Partner(Part):
    """Another organisation that took part; whether it earned from it may be unknown."""

    name = models.CharField("naam", max_length=120)
    part = models.CharField("bijdrage", max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="partnerships",
        verbose_name="organisatie",
    )
    is_commercial = models.BooleanField("commercieel betrokken", null=True, blank=True)

    identity = ("name",)

    class Meta(Part.Meta):
        verbose_name = "partner"
        verbose_name_plural = "partners"

    def __str__(self):
        return self.name
