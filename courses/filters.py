import django_filters as filters

from courses.models import Course, KnowledgeRequest, Trainer
from portal.themes.models import LearningFormat, Theme


class ListFilter(filters.FilterSet):
    """What the address asks; its names are Dutch because the address is."""

    thema = filters.ModelChoiceFilter(
        field_name="themes",
        queryset=Theme.objects.order_by("name"),
        to_field_name="slug",
        label="Thema",
        empty_label="Alle thema's",
    )
    werkvorm = filters.ModelChoiceFilter(
        field_name="learning_format",
        queryset=LearningFormat.objects.order_by("name"),
        to_field_name="code",
        label="Werkvorm",
        empty_label="Alle werkvormen",
    )

    @property
    def unknown(self):
        """Labels of what the address asks and nobody knows: ignored, and said so."""
        return [str(self.form.fields[name].label) for name in self.form.errors]


class CourseFilter(ListFilter):
    niveau = filters.ChoiceFilter(
        field_name="level", choices=Course.Level, label="Niveau", empty_label="Alle niveaus"
    )
    datum = filters.ChoiceFilter(
        choices=[("gepland", "Met een datum"), ("nog-niet", "Nog zonder datum")],
        method="filter_date",
        label="Datum",
        empty_label="Met en zonder datum",
    )

    class Meta:
        model = Course
        fields = []

    def filter_date(self, courses, name, value):
        return courses.filter(next_at__isnull=value == "nog-niet")


class QuestionFilter(ListFilter):
    class Meta:
        model = KnowledgeRequest
        fields = []


class TrainerFilter(ListFilter):
    thema = filters.ModelChoiceFilter(
        field_name="topics__theme",
        queryset=Theme.objects.order_by("name"),
        to_field_name="slug",
        label="Thema",
        empty_label="Alle thema's",
    )
    werkvorm = filters.ModelChoiceFilter(
        field_name="formats",
        queryset=LearningFormat.objects.order_by("name"),
        to_field_name="code",
        label="Werkvorm",
        empty_label="Alle werkvormen",
    )

    class Meta:
        model = Trainer
        fields = []
