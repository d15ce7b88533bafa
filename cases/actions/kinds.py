"""What a case becomes for the public by a version of it: an example or a failure, named or not."""

import re

from django.db import IntegrityError, transaction

from cases.models import CaseStudy

from .media import hide_names
from .writing import slug_of, slugs_like


def settle(case, version):
    """Give ``case`` the kind of the version that becomes public, and an address that fits.

    The first address is of the first title, which the public need not know; that of a case that
    hides its organisation from now on held the name. Only who works on it gets on from there.
    """
    is_new_or_hidden = case.published_at is None or case.hides_organisation
    if version.hides_organisation:
        hide_names(version)
    case.kind, case.hides_organisation = version.kind, version.hides_organisation
    case.save(update_fields=["kind", "hides_organisation"])
    if is_new_or_hidden or case.hides_organisation:
        words = slug_of(version.title, None if case.hides_organisation else case.lead())
        if not re.fullmatch(rf"{words}(-\d+)?", case.slug):
            former, case.slug = case.slug, _free_slug(case, words)
            CaseStudy.objects.filter(pk=case.pk).update(former_slug=former)


def _free_slug(case, words):
    return next(slug for slug in slugs_like(words) if _is_given(case, slug))


def _is_given(case, slug):
    try:
        with transaction.atomic():
            return CaseStudy.objects.filter(pk=case.pk).update(slug=slug)
    except IntegrityError:  # another one has it
        return False
