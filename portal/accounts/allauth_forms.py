"""allauth's forms in our words, and with our rules."""

from contextlib import contextmanager

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.accounts.confirming import SIGNED_UP
from portal.accounts.models import IN_A_MAIL, User
from portal.accounts.public_domains import PUBLIC_DOMAINS

HOW_TO_CHOOSE = "Minstens 8 tekens. Een korte zin is sterk en makkelijk te onthouden."
USE_WORK_ADDRESS = (
    "Gebruik je werkadres. Met een privéadres weten we niet bij welke organisatie je hoort."
)

UNREADABLE = "Deze passkey konden we niet lezen. Probeer het nog eens."


class InOurWords:
    """A form of allauth with Dutch labels and help, and without placeholders."""

    labels = {}
    help_texts = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, "")


class SignUpForm(InOurWords, account.SignupForm):
    name = forms.CharField(
        label="Naam",
        max_length=120,
        validators=IN_A_MAIL,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    function = forms.CharField(
        label="Functie",
        max_length=120,
        required=False,
        validators=IN_A_MAIL,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    field_order = ["name", "email", "function", "password1"]
    labels = {"email": "E-mailadres van je werk", "password1": "Wachtwoord"}
    help_texts = {
        "email": "Hieraan zien we bij welke organisatie je hoort.",
        "function": "Bijvoorbeeld: HR-adviseur",
        "password1": HOW_TO_CHOOSE,
    }

    def clean_email(self):
        email = super().clean_email()
        refuse_public_domain(email)
        return email

    def validate_unique_email(self, value):
        self.account_already_exists = User.objects.filter(email=value).exists()
        return value

    def try_save(self, request):
        """Two clicks at once: the second is told what everybody is told whose account exists."""
        request.session[SIGNED_UP] = {
            name: self.cleaned_data[name] for name in ("name", "email", "function")
        }
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)


class SignInForm(InOurWords, account.LoginForm):
    labels = {
        "login": "E-mailadres",
        "password": "Wachtwoord",
        "remember": "Houd me ingelogd op dit apparaat",
    }


class RequestCodeForm(InOurWords, account.RequestLoginCodeForm):
    labels = {"email": "E-mailadres"}

    def clean_email(self):
        """Only her own address: one that somebody wants to change to is not hers yet."""
        email = super().clean_email()
        if self._user and self._user.email != email:
            self._user = None
        if self._user:  # a guest who signed up for a gathering has no address to confirm yet
            self._user.emailaddress_set.get_or_create(email=email)
        return email


class ConfirmCodeForm(InOurWords, account.ConfirmLoginCodeForm):
    labels = {"code": "Code uit de mail"}


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    labels = {"email": "E-mailadres"}

    def clean_email(self):
        email = super().clean_email()
        self.users = [user for user in self.users if user.email == email]
        return email


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):
    labels = {"password1": "Nieuw wachtwoord", "password2": "Nog een keer"}
    help_texts = {"password1": HOW_TO_CHOOSE}


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    labels = {"oldpassword": "Huidig wachtwoord"} | NewPasswordForm.labels
    help_texts = NewPasswordForm.help_texts


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    labels = NewPasswordForm.labels
    help_texts = NewPasswordForm.help_texts


class ChangeAddressForm(InOurWords, account.AddEmailForm):
    labels = {"email": "Nieuw e-mailadres"}

    def clean_email(self):
        email = super().clean_email()
        if not self.user.is_guest:
            refuse_public_domain(email)
        return email


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    labels = {"password": "Wachtwoord"}


class SecondStepForm(InOurWords, mfa.AuthenticateForm):
    labels = {"code": "Code"}
    help_texts = {"code": "Uit je app, of een van je herstelcodes."}


class ReauthenticateByCodeForm(InOurWords, mfa.ReauthenticateForm):
    labels = SecondStepForm.labels
    help_texts = SecondStepForm.help_texts


class ActivateAppForm(InOurWords, totp.ActivateTOTPForm):
    labels = {"code": "Code uit je app"}


class ReadsPasskey(InOurWords):
    """allauth's form answers 500 to a credential that no browser made."""

    def clean_credential(self):
        with nonsense_refused():
            return super().clean_credential()


class SignInByPasskeyForm(ReadsPasskey, webauthn.LoginWebAuthnForm):
    pass


class SecondStepByPasskeyForm(ReadsPasskey, webauthn.AuthenticateWebAuthnForm):
    pass


class ReauthenticateByPasskeyForm(ReadsPasskey, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(InOurWords, webauthn.AddWebAuthnForm):
    labels = {"name": "Naam van de passkey", "passwordless": "Ook inloggen zonder wachtwoord"}
    help_texts = {
        "name": "Zo herken je hem later, bijvoorbeeld: werktelefoon.",
        "passwordless": "Je apparaat vraagt dan om je vinger, gezicht of pincode.",
    }

    def clean(self):
        with nonsense_refused():
            return super().clean()


class RenamePasskeyForm(InOurWords, webauthn.EditWebAuthnForm):
    labels = {"name": "Naam van de passkey"}


def refuse_public_domain(email):
    if email.partition("@")[2] in PUBLIC_DOMAINS:
        raise ValidationError(USE_WORK_ADDRESS, code="public_domain")


@contextmanager
def nonsense_refused():
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValidationError(UNREADABLE, code="unreadable") from error
