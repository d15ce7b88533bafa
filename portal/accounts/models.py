from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from portal.organisations.models import Organisation

EDITORS, ORGANISERS, ADMINISTRATORS = "editors", "organisers", "administrators"


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class UserQuerySet(models.QuerySet):
    def waiting_for_approval(self):
        """Members with a work address at a domain that no organisation has yet."""
        return self.filter(organisation=None, is_guest=False, is_active=True)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by her e-mail address; a guest is one without a password."""

    class Role(models.TextChoices):
        MEMBER = "member", "medewerker"
        EDITOR = "editor", "redacteur van de organisatie"

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120)
    function = models.CharField("functie", max_length=120, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="organisatie",
    )
    role = models.CharField("rol in de organisatie", max_length=10, choices=Role, default="member")
    is_guest = models.BooleanField("gast", default=False)
    is_staff = models.BooleanField("mag in het beheer", default=False)
    is_active = models.BooleanField("actief", default=True)
    joined_at = models.DateTimeField("lid sinds", default=timezone.now, editable=False)
    closed_at = models.DateTimeField("account gesloten op", null=True, editable=False)

    objects = UserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="Dit e-mailadres is al in gebruik.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(is_active=False), name="user_closed_is_inactive"
            ),
        ]

    def __str__(self):
        return self.name or self.email

    @cached_property
    def group_names(self):
        return set(self.groups.values_list("name", flat=True))

    @property
    def is_editor(self):
        return EDITORS in self.group_names

    @property
    def is_organiser(self):
        return ORGANISERS in self.group_names

    @property
    def is_administrator(self):
        return ADMINISTRATORS in self.group_names

    def edits(self, organisation):
        """Whether she may hand in and archive for ``organisation``."""
        return self.role == self.Role.EDITOR and self.organisation_id == organisation.pk
