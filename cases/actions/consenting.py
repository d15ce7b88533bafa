"""Consent of people who are quoted, named or pictured: noted, and taken back at any time."""

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from cases.consents import SHOWN
from cases.models import CaseStudy, Consent

from .words import refresh_words


@transaction.atomic
def record(case, key, *, by, who, how, given_on):
    """Note who agreed, how and when; a next note replaces it."""
    noted = {"who": who, "how": how, "given_on": given_on, "noted_by": by}
    return Consent.objects.given().update_or_create(case=case, key=key, defaults=noted)[0]


@transaction.atomic
def withdraw(case, key, *, by, now):
    """Take the quote, person or picture out of all versions, also what the public reads now."""
    CaseStudy.objects.select_for_update(of=["self"]).get(pk=case.pk)
    for model in SHOWN:
        model.objects.filter(version__case=case, key=key).delete()
    typed = case.unsaved.annotate(typed=Cast("data", TextField()))
    typed.filter(typed__contains=str(key)).delete()
    withdrawn = {"who": "", "withdrawn_by": by, "withdrawn_at": now}
    if not Consent.objects.given().filter(case=case, key=key).update(**withdrawn):
        Consent.objects.create(case=case, key=key, **withdrawn)
    refresh_words([case])
