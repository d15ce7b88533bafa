from datetime import UTC, datetime

from django import forms
from django.core.validators import MinValueValidator

from portal.gatherings.models import Gathering
from portal.organisations.models import Organisation
from portal.ui.forms import MomentField

from .moments import MomentsMixin

not_long_ago = MinValueValidator(datetime(2015, 1, 1, tzinfo=UTC), "Kies een dag van deze tijd.")


class GatheringForm(MomentsMixin, forms.ModelForm):
    """When, where and how to join; a subclass names its model and asks the rest."""

    video_link = forms.URLField(
        label="Link naar de videovergadering",
        help_text="Alleen wie een plek heeft, ziet de link.",
        max_length=500,
        required=False,
        assume_scheme="https",
    )

    class Meta:
        fields = [
            "place",
            "venue",
            "address",
            "municipality",
            "video_link",
            "seats",
            "registration_opens_at",
            "registration_closes_at",
            "reminder_days",
            "description",
        ]
        field_classes = {
            "registration_opens_at": MomentField,
            "registration_closes_at": MomentField,
        }
        help_texts = {
            "summary": "Eén of twee zinnen, voor in de lijst.",
            "seats": "Laat leeg als er geen grens is.",
            "registration_opens_at": "Laat leeg als aanmelden meteen kan.",
            "registration_closes_at": "Laat leeg als aanmelden kan tot het begint.",
            "reminder_days": "Aantal dagen vooraf, met een komma ertussen. Om 9:00 uur.",
        }

    linked = ()  # fields that are rows of their own

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        for name in ("registration_opens_at", "registration_closes_at"):
            self.fields[name].validators.append(not_long_ago)
        municipalities = Organisation.objects.municipalities().current().order_by("sort_key")
        self.fields["municipality"].queryset = municipalities
        self.fields["municipality"].empty_label = "Geen"
        is_new = self.instance.pk is None
        self.add_moment_fields([] if is_new else list(self.instance.moments.standing()))

    @property
    def values(self):
        """The model's fields as they were typed, for the action that changes them."""
        columns = set(self.Meta.fields) - set(self.linked)
        return {name: value for name, value in self.cleaned_data.items() if name in columns}

    def save_links(self):
        for name in self.linked:
            getattr(self.instance, name).set(self.cleaned_data[name])

    def clean(self):
        data = super().clean()
        is_known = data.get("venue") or data.get("address")
        if data.get("place") != Gathering.Place.ONLINE and not is_known:
            self.add_error("venue", "Vul in waar het is, of kies «online».")
        return data
