from datetime import timedelta
from itertools import count

from courses.models import Course, Edition, KnowledgeRequest, Trainer
from tests.factories.gatherings import NOW, make_gathering
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.factories.themes import make_learning_format, make_theme

_numbers = count(1)


def make_course(title=None, *, trainer=None, themes=(), **fields):
    """A published course; give ``trainer``, and she proposed it too."""
    number = next(_numbers)
    fields = {
        "title": title or f"Duidelijke taal {number}",
        "slug": f"duidelijke-taal-{number}",
        "summary": "Herschrijf samen een lastige brief.",
        "goal": "Je schrijft brieven die iedereen begrijpt.",
        "audience": "iedereen die brieven schrijft",
        "hours": 3,
        "proposed_by": trainer,
        "proposed_at": NOW - timedelta(days=40),
        "published_at": NOW - timedelta(days=30),
    } | fields
    fields["learning_format"] = fields.get("learning_format") or make_learning_format()
    course = Course.objects.create(**fields)
    course.trainers.set([trainer] if trainer else [])
    course.themes.set(themes)
    return course


def make_proposal(title=None, *, by=None, **fields):
    """A course that waits for the editors."""
    return make_course(title, trainer=by, **{"published_at": None} | fields)


def make_edition(*, course=None, **fields):
    return make_gathering(Edition, course=course or make_course(), **fields)


def make_trainer(*, user=None, name="Trudy Trainer", levels=None, formats=(), **fields):
    """A profile; ``levels`` is {theme: level}."""
    user = user or make_user(name=name, organisation=make_municipality())
    trainer = Trainer.objects.create(user=user, **{"since": NOW} | fields)
    trainer.formats.set(formats)
    for theme, level in (levels or {make_theme(): "gives"}).items():
        trainer.topics.create(theme=theme, level=level)
    return trainer


def make_question(*, by=None, themes=(), **fields):
    """What somebody asks for her organisation."""
    by = by or make_user(name="Vera Vraagsteller", organisation=make_municipality())
    fields = {
        "title": "Wie leert ons duidelijk schrijven?",
        "explanation": "Onze brieven zijn te moeilijk.",
        "organisation": by.organisation,
        "asked_at": NOW,
    } | fields
    question = KnowledgeRequest.objects.create(asked_by=by, **fields)
    question.themes.set(themes)
    return question
