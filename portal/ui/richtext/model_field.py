from django.db import models

from . import clean


class RichTextColumn(models.TextField):
    """Text that is cleaned on its way into the database, whoever saves it: templates trust it."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else clean(value)

    def deconstruct(self):
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options
