import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from qrcode.image.svg import SvgPathFillImage

from portal.accounts import mail
from portal.accounts.models import User
from portal.mail import sealing

WRONG_CODE = "Deze code klopt niet. Kijk hem na en probeer het nog eens."


class AccountAdapter(DefaultAccountAdapter):
    """Where allauth asks the portal: what a sign-up keeps, how mail leaves, what went wrong."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account is gesloten.",
        "duplicate_email": "Dit is al jouw e-mailadres.",
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar.",
        "enter_current_password": "Dit is niet je huidige wachtwoord.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "Dit wachtwoord klopt niet.",
        "invalid_password_reset": "Deze link werkt niet meer.",
        "too_many_login_attempts": "Dat ging te vaak mis. Probeer het over vijf minuten nog eens.",
        "rate_limited": "Dat ging te vaak achter elkaar. Wacht een minuut en probeer het nog eens.",
    }

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data["name"]
        user.function = form.cleaned_data["function"]
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix, email, context):
        mail.send(f"{template_prefix}.txt", email, context, now=timezone.now())

    def confirm_email(self, request, email_address):
        """An address that became somebody else's in the meantime stays hers."""
        others = User.objects.exclude(pk=email_address.user_id)
        if others.filter(email=email_address.email).exists():
            template = "account/messages/email_confirmation_failed.txt"
            self.add_message(request, messages.ERROR, template, {"email": email_address.email})
            return False
        return super().confirm_email(request, email_address)

    def get_password_change_redirect_url(self, request):
        return reverse("mfa_index")

    def get_reauthentication_methods(self, user):
        words = {
            "account_reauthenticate": "Met je wachtwoord",
            "mfa_reauthenticate": "Met een code uit je app",
            "mfa_reauthenticate_webauthn": "Met je passkey",
        }
        by_url = {reverse(name): text for name, text in words.items()}
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": by_url[method["url"]]} for method in methods]


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "unverified_email": "Bevestig eerst je nieuwe e-mailadres, via de link in de mail.",
        "cannot_generate_recovery_codes": "Stel eerst een app met codes of een passkey in.",
    }

    def encrypt(self, text):
        return sealing.seal(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return sealing.unseal(encrypted_text.encode()).decode()

    def build_totp_svg(self, url):
        """On white, for a camera reads no black on a dark page."""
        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def generate_authenticator_name(self, user, type):
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}"
