"""The row first, its bytes when that is sure."""

from functools import partial

from django.db import transaction

from . import storage


@transaction.atomic
def remove(file):
    """Delete the file; a part that still refers to it (PROTECT) keeps it."""
    file.delete()
    transaction.on_commit(partial(storage.remove, file.key))
