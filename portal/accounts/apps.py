from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = "mensen"

    def ready(self):
        from allauth.account.signals import email_confirmed, password_reset

        from portal.accounts import confirming

        autodiscover_modules("closing", "own_data")
        email_confirmed.connect(confirming.address_confirmed)
        password_reset.connect(confirming.password_was_reset)
