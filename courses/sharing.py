"""Which courses and trainers share the themes of a question, and which themes those are."""

from django.db.models import Prefetch

from .models import Course, Topic, Trainer

SHOWN = 12


def courses_for(question, themes):
    """[(course, the themes it shares)], those that share most first."""
    found = Course.objects.published().filter(themes__in=themes).distinct()
    found = found.for_cards().prefetch_related("themes").order_by("title", "pk")
    return _most_first([(course, _shared(course, themes)) for course in found])


def trainers_for(question, themes):
    """[(trainer, her topics among the themes)], those that share most first; not who asks."""
    topics = Topic.objects.filter(theme__in=themes).select_related("theme").order_by("theme__name")
    found = (
        Trainer.objects.filter(user__is_active=True, topics__theme__in=themes)
        .exclude(user=question.asked_by_id)
        .distinct()
        .select_related("user__organisation")
        .prefetch_related(Prefetch("topics", topics, to_attr="shared"))
        .order_by("user__name", "pk")
    )
    return _most_first([(trainer, trainer.shared) for trainer in found])


def _shared(course, themes):
    return [theme for theme in course.themes.all() if theme in themes]


def _most_first(pairs):
    return sorted(pairs, key=lambda pair: -len(pair[1]))[:SHOWN]
