from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "portal.themes"
    verbose_name = "thema's en werkvormen"
