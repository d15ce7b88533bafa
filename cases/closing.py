from django.db.models import Q

from portal.accounts import closing

from .actions.words import refresh_words
from .models import CaseStudy, Consent, Person, Unsaved


@closing.register
def forget_person(user, *, now):
    """Her name stands with no case any more, in no version; what she saved stays."""
    known = Person.objects.filter(Q(user=user) | Q(email__iexact=user.email))
    hers = Person.objects.filter(key__in=list(known.values_list("key", flat=True)))
    cases = list(CaseStudy.objects.filter(published__person_set__in=hers))
    Consent.objects.filter(key__in=hers.values("key")).delete()
    hers.delete()
    Unsaved.objects.filter(writer=user).delete()
    refresh_words(cases)
