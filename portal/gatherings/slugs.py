from itertools import chain, count

from django.db import IntegrityError, transaction
from django.utils.text import slugify

# First parts of addresses that are of no row: «/bijeenkomsten/plannen/», «/cursussen/aanbieden/».
RESERVED = {"aanbieden", "plannen", "bevestigen", "afmelden", "plek-aannemen"}
LENGTH = 80


def free_slug(model, title):
    """A slug of ``title`` that no other ``model`` has: «leren», else «leren-2» …"""
    start = slugify(title)[:LENGTH].strip("-") or slugify(model._meta.verbose_name)
    taken = set(model.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    candidates = chain([start], (f"{start}-{number}" for number in count(2)))
    return next(slug for slug in candidates if slug not in taken | RESERVED)


def save_with_slug(thing):
    """Save a new ``thing``; try the next address when somebody took it at the same moment."""
    model = type(thing)
    thing.slug = free_slug(model, thing.title)
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError:
        if not model.objects.filter(slug=thing.slug).exists():
            raise
        save_with_slug(thing)
