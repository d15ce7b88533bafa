from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from portal.organisations.models import Organisation
from portal.ui.validators import no_web_address, single_line

# Others read it in a mail.
IN_A_MAIL = [single_line, no_web_address]
EDITORS, ORGANISERS, ADMINISTRATORS = "editors", "organisers", "administrators"
KEPT_BY_EDITORS = ("themes", "discovery")  # the apps whose tables editors see in the admin
SECOND_FACTORS = ["totp", "webauthn"]


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """An administrator, for the command line: ``manage.py createsuperuser``."""
        user = self.create_user(email, password, **fields)
        user.groups.add(Group.objects.get(name=ADMINISTRATORS))
        return user


class UserQuerySet(models.QuerySet):
    def without_organisation(self):
        """Active people with a confirmed address, of whom nobody said yet where they work."""
        return self.filter(
            organisation=None,
            is_active=True,
            emailaddress__verified=True,
            emailaddress__primary=True,
        )

    def waiting_for_approval(self):
        return self.without_organisation().filter(is_guest=False).order_by("joined_at", "pk")

    def editors(self):
        """The editors of the portal, by name."""
        return self.filter(is_active=True, groups__name=EDITORS).order_by("name", "pk")

    def at_domain(self, domain):
        return self.filter(email__endswith=f"@{domain}")

    def with_rights(self):
        """What a request asks about its user, in one query: employer, groups, second factor."""
        return self.select_related("organisation").annotate(
            group_names=ArrayAgg("groups__name", distinct=True),
            second_factors=models.Count(
                "authenticator",
                filter=Q(authenticator__type__in=SECOND_FACTORS),
                distinct=True,
            ),
        )


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by her e-mail address.

    A guest belongs to no organisation and does not wait for one; who never made an account has
    no password.
    """

    class Role(models.TextChoices):
        MEMBER = "member", "medewerker"
        EDITOR = "editor", "redacteur van de organisatie"

    email = models.EmailField("e-mailadres", unique=True)
    name = models.CharField("naam", max_length=120, validators=IN_A_MAIL)
    function = models.CharField("functie", max_length=120, blank=True, validators=IN_A_MAIL)
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
    refused_at = models.DateTimeField("afgewezen op", null=True, editable=False)
    is_active = models.BooleanField("actief", default=True)
    joined_at = models.DateTimeField("lid sinds", default=timezone.now, editable=False)
    closed_at = models.DateTimeField("account gesloten op", null=True, editable=False)
    is_superuser = None  # the group says who is an administrator, and nothing else does

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
        return list(self.groups.values_list("name", flat=True))

    @cached_property
    def second_factors(self):
        """How many she has: an app with codes, or a passkey."""
        return self.authenticator_set.filter(type__in=SECOND_FACTORS).count()

    @property
    def is_editor(self):
        return EDITORS in self.group_names

    @property
    def is_organiser(self):
        return ORGANISERS in self.group_names

    @property
    def is_administrator(self):
        return ADMINISTRATORS in self.group_names

    @property
    def has_office(self):
        """Whether she may do more than others, and must therefore sign in with a second factor."""
        return self.is_editor or self.is_organiser or self.is_administrator

    @property
    def is_waiting(self):
        """Whether an organiser must still say to which organisation she belongs."""
        return self.organisation_id is None and not self.is_guest

    @property
    def domain(self):
        return self.email.partition("@")[2]

    def edits(self, organisation):
        """Whether she may hand in and archive for ``organisation``."""
        return self.role == self.Role.EDITOR and self.organisation_id == organisation.pk

    # What Django's admin asks: administrators may do everything there, editors keep the themes
    # and see what people searched and did not find.

    @property
    def is_staff(self):
        return self.is_administrator or self.is_editor

    def has_perm(self, perm, obj=None):
        return self.has_module_perms(perm.partition(".")[0])

    def has_module_perms(self, app_label):
        keeps = self.is_administrator or (self.is_editor and app_label in KEPT_BY_EDITORS)
        return self.is_active and keeps
