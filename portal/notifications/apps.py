from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    verbose_name = "meldingen"

    def ready(self):
        autodiscover_modules("notifications")
