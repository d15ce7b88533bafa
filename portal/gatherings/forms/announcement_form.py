from django import forms

from portal.gatherings.models import Announcement


class AnnouncementForm(forms.ModelForm):
    """A mail to those of ``chosen``, or else to all of an audience."""

    audience = forms.ChoiceField(
        label="Aan wie?",
        choices=Announcement.Audience,
        initial=Announcement.Audience.SEATED,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Announcement
        fields = ["title", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"text": "Daaronder zetten wij je naam, en wat het is, wanneer en waar."}
        error_messages = {
            "title": {"required": "Vul een onderwerp in."},
            "text": {"required": "Schrijf een bericht."},
        }

    field_order = ["audience", "title", "text"]

    def __init__(self, *args, chosen=(), **kwargs):
        super().__init__(*args, **kwargs)
        if chosen:
            del self.fields["audience"]
