from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MailConfig(AppConfig):
    name = "portal.mail"
    verbose_name = "post"

    def ready(self):
        autodiscover_modules("mail", "naming")
