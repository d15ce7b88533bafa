"""Who a case is from, in words, for lists: of a case that hides it, that it hides it."""

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, CharField, OuterRef, Subquery, TextField, Value, When

from .models import Ownership
from .models.kind import UNNAMED

LEAD_FIRST = ("-is_lead", "organisation__sort_key")


def names_of_owners():
    """The short names of the owners of a case, the one that leads first."""
    names = ArraySubquery(_owners().order_by(*LEAD_FIRST).values("organisation__short_name"))
    nobody = Value([UNNAMED], ArrayField(CharField()))
    return Case(When(hides_organisation=True, then=nobody), default=names)


def provinces_of_owners():
    """The names of their provinces, in the same order."""
    return ArraySubquery(_owners().order_by(*LEAD_FIRST).values("organisation__province__name"))


def owners_in_words():
    """«Vaals, Kerkrade»."""
    one_line = StringAgg("organisation__short_name", ", ", order_by=LEAD_FIRST)
    names = _owners().order_by().values("case").annotate(names=one_line).values("names")
    return Case(
        When(hides_organisation=True, then=Value(UNNAMED, TextField())), default=Subquery(names)
    )


def _owners():
    return Ownership.objects.shown().filter(case=OuterRef("pk"))
