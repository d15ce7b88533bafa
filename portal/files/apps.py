from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FilesConfig(AppConfig):
    name = "portal.files"
    verbose_name = "bestanden"

    def ready(self):
        autodiscover_modules("files")
