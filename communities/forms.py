from datetime import UTC, datetime, timedelta

from django import forms
from django.core.validators import MinValueValidator, RegexValidator

from communities.models import Community, Meetup, Membership
from portal.accounts.models import User
from portal.gatherings import clock
from portal.organisations.models import Organisation, Region
from portal.themes.models import LearningFormat, Theme
from portal.ui.forms import MomentField

LINKED = ("themes", "communities", "facilitators")
FAR_AWAY = timedelta(days=5 * 366)
not_long_ago = MinValueValidator(datetime(2015, 1, 1, tzinfo=UTC), "Kies een dag van deze tijd.")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class MeetupForm(forms.ModelForm):
    """Everything about a meetup on one page; ``moments`` are the (start, end) pairs it asks for."""

    day = forms.DateField(label="Datum", widget=DayInput)
    starts = forms.TimeField(label="Begint om", widget=HourInput)
    ends = forms.TimeField(label="Eindigt om", widget=HourInput)
    video_link = forms.URLField(
        label="Link naar de videovergadering",
        help_text="Alleen wie een plek heeft, ziet de link.",
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    themes = forms.ModelMultipleChoiceField(
        label="Thema's",
        queryset=Theme.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    communities = forms.ModelMultipleChoiceField(
        label="Ook voor deze communities",
        queryset=Community.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    facilitators = forms.ModelMultipleChoiceField(
        label="Begeleiders",
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Meetup
        fields = [
            "title",
            "summary",
            "community",
            "communities",
            "facilitators",
            "day",
            "starts",
            "ends",
            "place",
            "venue",
            "address",
            "municipality",
            "video_link",
            "region",
            "seats",
            "minimum",
            "registration_opens_at",
            "registration_closes_at",
            "reminder_days",
            "learning_format",
            "themes",
            "description",
            "agenda",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
        }
        field_classes = {
            "registration_opens_at": MomentField,
            "registration_closes_at": MomentField,
        }
        help_texts = {
            "summary": "Eén of twee zinnen, voor in de lijst.",
            "seats": "Laat leeg als er geen grens is.",
            "minimum": "Bij minder aanmeldingen krijg je een waarschuwing.",
            "registration_opens_at": "Laat leeg als aanmelden meteen kan.",
            "registration_closes_at": "Laat leeg als aanmelden kan tot het begint.",
            "reminder_days": "Aantal dagen vooraf, met een komma ertussen. Om 9:00 uur.",
        }

    groups = [
        ("Waar gaat het over?", ["title", "summary", "description", "agenda"]),
        ("Voor wie en met wie?", ["community", "communities", "facilitators"]),
        ("Wanneer?", ["day", "starts", "ends"]),
        ("Waar?", ["place", "venue", "address", "municipality", "video_link", "region"]),
        (
            "Aanmelden",
            ["seats", "minimum", "registration_opens_at", "registration_closes_at"],
        ),
        ("Vinden en herinneren", ["themes", "learning_format", "reminder_days"]),
    ]

    def __init__(self, *args, communities, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        self.rest = []
        self.fields["community"].queryset = communities.order_by("name")
        self.fields["communities"].queryset = communities.order_by("name")
        self.fields["facilitators"].queryset = User.objects.filter(
            memberships__in=Membership.objects.facilitators().filter(community__in=communities)
        ).distinct()
        self.fields["region"].queryset = Region.objects.order_by("name")
        self.fields["learning_format"].queryset = LearningFormat.objects.order_by("name")
        towns = Organisation.objects.municipalities().current().order_by("sort_key")
        self.fields["municipality"].queryset = towns
        for field in self.fields.values():
            if type(field) is forms.ModelChoiceField:
                field.empty_label = "Kies …" if field.required else "Geen"
        for name in ("registration_opens_at", "registration_closes_at"):
            self.fields[name].validators.append(not_long_ago)
        if self.instance.pk:
            self._fill_in_the_first_moment()

    def _fill_in_the_first_moment(self):
        first, *self.rest = self.instance.moments.standing()
        start, end = clock.local(first.starts_at), clock.local(first.ends_at)
        self.initial |= {"day": start.date(), "starts": start.time(), "ends": end.time()}
        for name in LINKED:
            self.initial[name] = getattr(self.instance, name).all()

    @property
    def moments(self):
        day, start, end = (self.cleaned_data[name] for name in ("day", "starts", "ends"))
        rest = [(moment.starts_at, moment.ends_at) for moment in self.rest]
        return [(clock.at(day, start), clock.at(day, end)), *rest]

    @property
    def values(self):
        """The model's fields as they were typed, for the action that changes them."""
        not_columns = {"day", "starts", "ends", *LINKED}
        return {k: v for k, v in self.cleaned_data.items() if k not in not_columns}

    def save_links(self):
        for name in LINKED:
            getattr(self.instance, name).set(self.cleaned_data[name])

    def clean_day(self):
        day, today = self.cleaned_data["day"], clock.local(self.now).date()
        if day != self.initial.get("day") and day < today:
            raise forms.ValidationError("Deze dag is al geweest. Kies een dag die nog komt.")
        if day > today + FAR_AWAY:
            raise forms.ValidationError("Kies een dag in de komende vijf jaar.")
        return day

    def clean(self):
        data = super().clean()
        self._check_times(data)
        if data.get("place") != Meetup.Place.ONLINE and not (
            data.get("venue") or data.get("address")
        ):
            self.add_error("venue", "Vul in waar het is, of kies «online».")
        return data

    def _check_times(self, data):
        day, start, end = (data.get(name) for name in ("day", "starts", "ends"))
        for name, hour in (("starts", start), ("ends", end)):
            if day and hour and not clock.exists(datetime.combine(day, hour)):
                self.add_error(
                    name, "Deze tijd bestaat niet: in die nacht gaat de klok een uur vooruit."
                )
        if start and end and end <= start:
            self.add_error("ends", "Het einde ligt voor het begin. Kies een latere eindtijd.")


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Waarom gaat het niet door?",
        help_text="Deze zin staat in de mail aan iedereen.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GuestForm(forms.Form):
    """Name and address of somebody without an account; a name holds no link to mail around."""

    name = forms.CharField(
        label="Je naam",
        max_length=120,
        validators=[RegexValidator(r"^[^\d:/@<>\\\r\n]+\Z", "Vul alleen je naam in.")],
    )
    email = forms.EmailField(label="Je e-mailadres", max_length=254)
