from itertools import count

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.utils import timezone

from portal.accounts.models import ADMINISTRATORS, EDITORS, ORGANISERS, User

PASSWORD = "een-lang-wachtwoord"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"

_numbers = count(1)


def make_user(*, email=None, name="Anneke de Wit", verified=True, groups=(), **fields):
    """A member with a confirmed work address; give ``organisation`` to let her belong somewhere."""
    fields.setdefault("password", PASSWORD)
    email = email or f"persoon{next(_numbers)}@gemeente.example"
    user = User.objects.create_user(email, name=name, **fields)
    user.emailaddress_set.create(email=user.email, verified=verified, primary=True)
    user.groups.set([Group.objects.get_or_create(name=group)[0] for group in groups])
    return user


def make_guest(*, name="Gijs Gast", **fields):
    """Somebody without a password, whose address nobody confirmed yet."""
    fields = {"is_guest": True, "password": None, "verified": False} | fields
    return make_user(name=name, **fields)


def make_organisation_editor(organisation, *, name="Greet Gemeente", **fields):
    return make_user(name=name, organisation=organisation, role=User.Role.EDITOR, **fields)


def make_organiser(*, name="Vera Vereniging", **fields):
    return _with_second_factor(make_user(name=name, groups=[ORGANISERS], **fields))


def make_editor(*, name="Rik Redactie", **fields):
    return _with_second_factor(make_user(name=name, groups=[EDITORS], **fields))


def make_administrator(*, name="Bea Beheer", **fields):
    return _with_second_factor(make_user(name=name, groups=[ADMINISTRATORS], **fields))


def make_closed_user(*, name="Voormalig lid", **fields):
    return make_user(name=name, is_active=False, closed_at=timezone.now(), **fields)


def _with_second_factor(user):
    """Staff may use their rights only with one: see portal.accounts.middleware."""
    TOTP.activate(user, TOTP_SECRET)
    RecoveryCodes.activate(user).mark_as_viewed()
    return user
