"""Our own pages, and those of allauth that we use, at Dutch addresses under allauth's names."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path

from portal.accounts import views
from portal.accounts.allauth_views import confirm_address, ours

own = [
    path("mijn/", views.mine, name="mine"),
    path("mijn/wacht/aanvragen/", views.waiting, name="waiting"),
    path("account/profiel/", views.profile, name="profile"),
    path("account/mijn-gegevens/", views.my_data, name="my_data"),
    path("account/sluiten/", views.close, name="close"),
    path("account/aanvragen/", views.requests, name="requests"),
    path("account/aanvragen/<str:domain>/", views.approve, name="approve"),
    path("account/aanvragen/<str:domain>/afwijzen/", views.refuse, name="refuse"),
]


def page(route, view, name):
    return path(f"account/{route}", ours(view), name=name)


urlpatterns = [
    path("", include((own, "accounts"))),
    page("aanmaken/", account.signup, "account_signup"),
    page("inloggen/", account.login, "account_login"),
    page("uitloggen/", account.logout, "account_logout"),
    page("gesloten/", account.account_inactive, "account_inactive"),
    path(
        "account/bevestigen/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("account/bevestigen/<str:key>/", confirm_address, name="account_confirm_email"),
    page("code/", account.request_login_code, "account_request_login_code"),
    page("code/invullen/", account.confirm_login_code, "account_confirm_login_code"),
    page("e-mailadres/", account.email, "account_email"),
    page("opnieuw-inloggen/", account.reauthenticate, "account_reauthenticate"),
    page("wachtwoord/", account.password_change, "account_change_password"),
    page("wachtwoord/kiezen/", account.password_set, "account_set_password"),
    page("wachtwoord/vergeten/", account.password_reset, "account_reset_password"),
    page(
        "wachtwoord/vergeten/verstuurd/",
        account.password_reset_done,
        "account_reset_password_done",
    ),
    page(
        "wachtwoord/nieuw/klaar/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    page(
        "wachtwoord/nieuw/<str:uidb36>/<str:key>/",
        account.password_reset_from_key,
        "account_reset_password_from_key",
    ),
    page("beveiliging/", mfa.index, "mfa_index"),
    page("beveiliging/code/", mfa.authenticate, "mfa_authenticate"),
    page("beveiliging/opnieuw/", mfa.reauthenticate, "mfa_reauthenticate"),
    page("beveiliging/app/", totp.activate_totp, "mfa_activate_totp"),
    page("beveiliging/app/verwijderen/", totp.deactivate_totp, "mfa_deactivate_totp"),
    page(
        "beveiliging/herstelcodes/",
        recovery_codes.view_recovery_codes,
        "mfa_view_recovery_codes",
    ),
    page(
        "beveiliging/herstelcodes/nieuw/",
        recovery_codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    page(
        "beveiliging/herstelcodes/bewaren/",
        recovery_codes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
    page("beveiliging/passkeys/", webauthn.list_webauthn, "mfa_list_webauthn"),
    page("beveiliging/passkeys/nieuw/", webauthn.add_webauthn, "mfa_add_webauthn"),
    page("beveiliging/passkeys/inloggen/", webauthn.login_webauthn, "mfa_login_webauthn"),
    page(
        "beveiliging/passkeys/opnieuw/",
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
    ),
    page("beveiliging/passkeys/<int:pk>/", webauthn.edit_webauthn, "mfa_edit_webauthn"),
    page(
        "beveiliging/passkeys/<int:pk>/verwijderen/",
        webauthn.remove_webauthn,
        "mfa_remove_webauthn",
    ),
]
