from django.db import transaction

from portal.tables import upsert

from .models import LearningFormat, Synonym, Theme


@transaction.atomic
def load(contents):
    """Bring the vocabulary up to date with the tables; words that editors added stay."""
    rows = [_without(row, "where", "synonyms") for row in contents.themes]
    themes = upsert(Theme, rows, key="slug", keep=())
    Synonym.objects.bulk_create(
        [
            Synonym(theme=themes[row["slug"]], word=word)
            for row in contents.themes
            for word in row["synonyms"]
        ],
        ignore_conflicts=True,
    )
    upsert(LearningFormat, [_without(row, "where") for row in contents.learning_formats])
    return themes


def _without(row, *names):
    return {name: value for name, value in row.items() if name not in names}
