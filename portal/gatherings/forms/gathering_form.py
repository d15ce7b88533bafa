from datetime import UTC, datetime

from django import forms
from django.core.validators import MinValueValidator
from django.forms.models import model_to_dict

from portal.gatherings.models import Gathering
from portal.organisations.models import Organisation
from portal.ui.forms import MomentField

from .days_field import DaysField
from .moments import MomentsMixin

REGISTRATION = ("registration_opens_at", "registration_closes_at")
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

    reminder_days = DaysField(
        label="Herinneringen, in dagen vooraf",
        help_text="Met een komma ertussen, elk om 9:00 uur. Laat leeg voor wat gebruikelijk is "
        "bij de community of de cursus, of vul 0 in voor geen.",
        required=False,
    )

    class Meta:
        fields = [
            "place",
            "venue",
            "address",
            "municipality",
            "video_link",
            "seats",
            "minimum",
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
            "minimum": "Komen er een week van tevoren minder, dan krijg je een mail.",
            "registration_opens_at": "Laat leeg als aanmelden meteen kan.",
            "registration_closes_at": "Laat leeg als aanmelden kan tot het begint.",
        }

    linked = ()  # fields that are rows of their own

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        for name in REGISTRATION:
            self.fields[name].validators.append(not_long_ago)
        municipalities = Organisation.objects.municipalities().current().order_by("sort_key")
        self.fields["municipality"].queryset = municipalities
        self.fields["municipality"].empty_label = "Geen"
        is_new = self.instance.pk is None
        self.add_moment_fields([] if is_new else list(self.instance.moments.standing()))

    @classmethod
    def copied_from(cls, gathering):
        """What a next one takes over: all but its days and when people could join."""
        names = set(cls.Meta.fields) - set(cls.linked) - set(REGISTRATION)
        values = model_to_dict(gathering, fields=names)
        values |= {name: getattr(gathering, name).all() for name in cls.linked}
        return values | cls.hours_of(gathering.moments.standing())

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
        self._check_minimum(data.get("minimum"), data.get("seats"))
        is_known = data.get("venue") or data.get("address")
        if data.get("place") != Gathering.Place.ONLINE and not is_known:
            self.add_error("venue", "Vul in waar het is, of kies «online».")
        return data

    def _check_minimum(self, minimum, seats):
        if minimum and seats and minimum > seats:
            self.add_error("minimum", "Dit is meer dan het aantal plaatsen. Kies er minder.")
