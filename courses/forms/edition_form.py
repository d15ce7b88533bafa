from courses.models import Edition
from portal.gatherings.forms import REGISTRATION, GatheringForm

LESSONS = ["Eerste lesdag", "Tweede lesdag", "Derde lesdag"]


class EditionForm(GatheringForm):
    """The lesson days of a course, where it is and for how many."""

    class Meta(GatheringForm.Meta):
        model = Edition

    groups = [
        *zip(LESSONS, [names for _, names in GatheringForm.moment_groups], strict=True),
        ("Waar?", ["place", "venue", "address", "municipality", "video_link"]),
        ("Inschrijven", ["seats", "minimum", *REGISTRATION]),
        ("Herinneren en toelichten", ["reminder_days", "description"]),
    ]
