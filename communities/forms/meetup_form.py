from django import forms
from django.db.models import Q

from communities.models import Community, Meetup, Membership
from portal.accounts.models import User
from portal.gatherings.forms import REGISTRATION, GatheringForm
from portal.organisations.models import Region
from portal.themes.models import LearningFormat, Theme


class MeetupForm(GatheringForm):
    """Everything about a meetup on one page."""

    linked = ("themes", "communities", "facilitators")

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

    class Meta(GatheringForm.Meta):
        model = Meetup
        fields = [
            "title",
            "summary",
            "community",
            "communities",
            "facilitators",
            "region",
            "learning_format",
            "themes",
            "agenda",
            *GatheringForm.Meta.fields,
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
        }

    groups = [
        ("Waar gaat het over?", ["title", "summary", "description", "agenda"]),
        ("Voor wie en met wie?", ["community", "communities", "facilitators"]),
        *GatheringForm.moment_groups,
        ("Waar?", ["place", "venue", "address", "municipality", "video_link", "region"]),
        ("Aanmelden", ["seats", "minimum", *REGISTRATION]),
        ("Vinden en herinneren", ["themes", "learning_format", "reminder_days"]),
    ]

    def __init__(self, *args, communities, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer(communities)
        for name in () if self.instance.pk is None else self.linked:
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
        }.items():
            self.fields[name].queryset = choices
            if name not in self.linked:
                self.fields[name].empty_label = "Kies …" if name == "community" else "Geen"
