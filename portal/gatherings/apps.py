from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "portal.gatherings"
    verbose_name = "aanmelden"
