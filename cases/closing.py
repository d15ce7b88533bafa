from django.db.models import Q

from portal.accounts import closing

from .actions.words import refresh_words
from .models import CaseStudy, Consent, Person, Unsaved


@closing.register
def forget_person(user, *, now):
    """Her name stands with no case any more, in no version; what she saved stays."""
    known = Person.objects.filter(Q(user=user) | Q(email__iexact=user.email))
    hers = Person.objects.filter(key__in=list(known.values_list("key", flat=True)))
    # Cases before what is in them: the order in which writing locks them.
    cases = CaseStudy.objects.filter(pk__in=hers.values("version__case")).order_by("pk")
    cases = list(cases.select_for_update(of=["self"]))
    Consent.objects.filter(key__in=hers.values("key")).delete()
    hers.delete()
    Unsaved.objects.filter(writer=user).delete()
    refresh_words(cases)
