from itertools import count

from portal.themes.models import LearningFormat, Synonym, Theme

numbers = count(1)


def make_theme(name=None, *, synonyms=(), **fields):
    defaults = {"origin": Theme.Origin.CASES}
    theme = Theme.objects.create(name=name or f"Thema {next(numbers)}", **defaults | fields)
    Synonym.objects.bulk_create(Synonym(theme=theme, word=word) for word in synonyms)
    return theme


def make_learning_format(name=None, **fields):
    number = next(numbers)
    defaults = {
        "code": f"werkvorm-{number}",
        "description": "samen oefenen in een groep",
        "setting": LearningFormat.Setting.EITHER,
    }
    return LearningFormat.objects.create(name=name or f"Werkvorm {number}", **defaults | fields)
