from courses.models import Edition
from portal.gatherings.forms import GatheringForm


class EditionForm(GatheringForm):
    """The lesson days of a course, where it is and for how many."""

    class Meta(GatheringForm.Meta):
        model = Edition

    groups = [
        *GatheringForm.moment_groups,
        ("Waar?", ["place", "venue", "address", "municipality", "video_link"]),
        (
            "Inschrijven",
            ["seats", "minimum", "registration_opens_at", "registration_closes_at"],
        ),
        ("Herinneren en toelichten", ["reminder_days", "description"]),
    ]
