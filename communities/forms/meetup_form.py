from datetime import UTC, datetime

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import Q

from communities.models import Community, Meetup, Membership
from portal.accounts.models import User
from portal.organisations.models import Organisation, Region
from portal.themes.models import LearningFormat, Theme
from portal.ui.forms import MomentField

from .moments import MomentsMixin

LINKED = ("themes", "communities", "facilitators")
not_long_ago = MinValueValidator(datetime(2015, 1, 1, tzinfo=UTC), "Kies een dag van deze tijd.")


class MeetupForm(MomentsMixin, forms.ModelForm):
    """Everything about a meetup on one page."""

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
            "place",
            "venue",
            "address",
            "municipality",
            "video_link",
            "region",
            "seats",
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
            "registration_opens_at": "Laat leeg als aanmelden meteen kan.",
            "registration_closes_at": "Laat leeg als aanmelden kan tot het begint.",
            "reminder_days": "Aantal dagen vooraf, met een komma ertussen. Om 9:00 uur.",
        }

    groups = [
        ("Waar gaat het over?", ["title", "summary", "description", "agenda"]),
        ("Voor wie en met wie?", ["community", "communities", "facilitators"]),
        *MomentsMixin.moment_groups,
        ("Waar?", ["place", "venue", "address", "municipality", "video_link", "region"]),
        ("Aanmelden", ["seats", "registration_opens_at", "registration_closes_at"]),
        ("Vinden en herinneren", ["themes", "learning_format", "reminder_days"]),
    ]

    def __init__(self, *args, communities, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now
        self._offer(communities)
        for name in ("registration_opens_at", "registration_closes_at"):
            self.fields[name].validators.append(not_long_ago)
        is_new = self.instance.pk is None
        self.add_moment_fields([] if is_new else list(self.instance.moments.standing()))
        for name in () if is_new else LINKED:
            self.initial[name] = getattr(self.instance, name).all()

    def _offer(self, communities):
        """What she runs to choose from, and what is chosen already by others who run it too."""
        facilitating = Membership.objects.facilitators().filter(community__in=communities)
        this = self.instance.pk or 0  # None would find everybody who is in no meetup
        shared = Q(pk__in=communities) | Q(shared_meetups=this)
        leading = Q(memberships__in=facilitating) | Q(meetups_facilitated=this)
        for name, choices in {
            "community": communities.order_by("name"),
            "communities": Community.objects.filter(shared).distinct().order_by("name"),
            "facilitators": User.objects.filter(leading).distinct().order_by("name"),
            "region": Region.objects.order_by("name"),
            "learning_format": LearningFormat.objects.order_by("name"),
            "municipality": Organisation.objects.municipalities().current().order_by("sort_key"),
        }.items():
            self.fields[name].queryset = choices
            if name not in LINKED:
                self.fields[name].empty_label = "Kies …" if name == "community" else "Geen"

    @property
    def values(self):
        """The model's fields as they were typed, for the action that changes them."""
        columns = set(self.Meta.fields) - set(LINKED)
        return {name: value for name, value in self.cleaned_data.items() if name in columns}

    def save_links(self):
        for name in LINKED:
            getattr(self.instance, name).set(self.cleaned_data[name])

    def clean(self):
        data = super().clean()
        is_known = data.get("venue") or data.get("address")
        if data.get("place") != Meetup.Place.ONLINE and not is_known:
            self.add_error("venue", "Vul in waar het is, of kies «online».")
        return data
