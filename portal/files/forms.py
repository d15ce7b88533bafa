"""A field to choose a file with, for the forms of every part."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from . import intake
from .formats import Kind, extensions


def _help(listed):
    *most, last = [one for one in listed if one != "jpeg"]
    choice = f"{', '.join(most)} of {last}" if most else last
    return f"Een bestand van het soort {choice}. Hoogstens {settings.FILE_MAX_MEGABYTES} MB."


class UploadWidget(forms.FileInput):
    """With JavaScript it shows how far the upload is."""

    template_name = "files/upload_widget.html"


class FileField(forms.FileField):
    """Looks at name and size alone: what is in the file is for ``ReceivingForm.receive``."""

    widget = UploadWidget
    default_error_messages = {
        "required": "Kies een bestand.",
        "empty": intake.EMPTY,
        "missing": "Er kwam geen bestand aan. Kies het nog eens.",
    }

    def __init__(self, *, kinds=tuple(Kind), **options):
        self.kinds = kinds
        listed = extensions(kinds)
        options.setdefault("help_text", _help(listed))
        super().__init__(**options)
        self.widget.attrs["data-upload"] = True
        self.widget.attrs["accept"] = ",".join(f".{one}" for one in listed)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload:
            intake.check(upload, self.kinds)
        return upload


class ImageField(FileField):
    def __init__(self, **options):
        super().__init__(kinds=(Kind.IMAGE,), **options)


class ReceivingForm(forms.Form):
    """A form with one or more fields for a file."""

    def receive(self, name, *, by, now):
        """The ``File`` of that field; None where nothing was chosen, or where it is wrong.

        What is wrong stands at the field then: ask ``form.errors``, and answer 422.
        """
        upload = self.cleaned_data.get(name)
        if not upload:
            return None
        try:
            return intake.receive(upload, by=by, now=now, kinds=self.fields[name].kinds)
        except ValidationError as error:
            self.add_error(name, error)
            return None
