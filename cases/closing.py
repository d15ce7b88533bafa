from django.db.models import Exists, OuterRef, Q

from portal.accounts import closing

from .actions.words import refresh_words
from .models import CaseStudy, Consent, Person, Unsaved


@closing.register
def forget_person(user, *, now):
    """Her name stands with no case any more, in no version; what she saved stays."""
    known = Person.objects.filter(Q(user=user) | Q(email__iexact=user.email))
    same = known.filter(key=OuterRef("key"), version__case=OuterRef("version__case"))
    found = list(Person.objects.filter(Exists(same)).values_list("pk", flat=True))
    hers = Person.objects.filter(pk__in=found)
    # Cases before what is in them: the order in which writing locks them.
    cases = CaseStudy.objects.filter(pk__in=hers.values("version__case")).order_by("pk")
    cases = list(cases.select_for_update(of=["self"]))
    Consent.objects.filter(case__in=cases, key__in=hers.values("key")).delete()
    hers.delete()
    Unsaved.objects.filter(writer=user).delete()
    refresh_words(cases)
