from django import forms

from portal.files.formats import Kind
from portal.files.forms import FileField, ImageField, ReceivingForm

from .row_forms import ABOUT_IMAGES

NO_PICTURES = tuple(kind for kind in Kind if kind != Kind.IMAGE)


class ImageForm(ReceivingForm):
    """A picture to put beside the story."""

    file = ImageField(label="Afbeelding")
    alt_text = forms.CharField(
        label="Wat is er te zien?",
        required=False,
        max_length=300,
        help_text=ABOUT_IMAGES["alt_text"],
    )
    is_decorative = forms.BooleanField(
        label="Alleen versiering", required=False, help_text=ABOUT_IMAGES["is_decorative"]
    )
    caption = forms.CharField(label="Bijschrift", required=False, max_length=300)
    credit = forms.CharField(
        label="Maker", required=False, max_length=120, help_text="Wie maakte de foto of tekening?"
    )

    def clean(self):
        if self.cleaned_data.get("is_decorative") and self.cleaned_data.get("alt_text"):
            self.add_error("alt_text", "Beschrijf de afbeelding, of vink «alleen versiering» aan.")


class AttachmentForm(ReceivingForm):
    """A document to take along."""

    file = FileField(label="Bestand", kinds=NO_PICTURES)
    title = forms.CharField(
        label="Titel", max_length=150, help_text="Zoals een collega het zou noemen."
    )
