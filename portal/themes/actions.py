from django.db import transaction

from .models import LearningFormat, Synonym, Theme


@transaction.atomic
def load(contents):
    """Add what is not there yet; what the editors made of a word, its synonyms too, stays."""
    for row in _new(Theme, contents.themes, key="slug"):
        synonyms = row.pop("synonyms")
        theme = Theme.objects.create(**row)
        Synonym.objects.bulk_create(Synonym(theme=theme, word=word) for word in synonyms)
    for row in _new(LearningFormat, contents.learning_formats, key="code"):
        LearningFormat.objects.create(**row)


def _new(model, rows, *, key):
    """The rows that nothing has the key or the name of."""
    known = model.objects.values_list(key, "name")
    keys, names = ({pair[place] for pair in known} for place in (0, 1))
    return [
        {column: value for column, value in row.items() if column != "where"}
        for row in rows
        if row[key] not in keys and row["name"] not in names
    ]
