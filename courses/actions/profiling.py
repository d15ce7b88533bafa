from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value

from courses.models import Topic, Trainer
from portal.accounts.models import User


@transaction.atomic
def keep_profile(trainer, *, levels, formats, now):
    """Save the profile with its themes, {theme: level}, and make it findable by its words."""
    known = _locked(trainer.user_id)
    trainer.pk, trainer.since = (known.pk, known.since) if known else (None, now)
    trainer.save()
    trainer.formats.set(formats)
    trainer.topics.all().delete()
    Topic.objects.bulk_create(
        Topic(trainer=trainer, theme=theme, level=level) for theme, level in levels.items()
    )
    themes = " ".join(theme.name for theme in levels)
    Trainer.objects.filter(pk=trainer.pk).update(
        words=_vector(trainer.user.name, "A") + _vector(themes, "B") + _vector(trainer.about, "C")
    )


def _locked(user):
    """Her profile, if she has one; who clicks twice waits here and makes no second."""
    User.objects.select_for_update(no_key=True).get(pk=user)
    return Trainer.objects.filter(user=user).first()


def _vector(text, weight):
    return SearchVector(Value(text), weight=weight, config="dutch")
