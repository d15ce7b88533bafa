"""Telling people what happened, in the transaction of the change that it is about."""

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, DateTimeField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from portal.accounts.models import User
from portal.keys import key_of

from .models import Choice, Follow, Notification, Preference

COLUMNS = ["user_id", "waits_for", "kind", "subject", "occasion", "occurred_at"]


def followers_of(rows):
    """The keys of the people who follow one of ``rows``, as a queryset."""
    return Follow.objects.filter(subject__in=[key_of(row) for row in rows]).values("user")


def notify(kind, subject, *, to, occasion, now, without=()):
    """Tell everybody in ``to``, querysets of keys of people, about the row ``subject``.

    One statement, however many they are. Leaves out who does not want to hear of this kind,
    the people ``without``, and who heard of this ``occasion`` before. Who may not see the subject
    must not be in ``to``.
    """
    chosen = Preference.objects.filter(user=OuterRef("pk"), kind=kind.name).values("choice")
    people = User.objects.filter(pk__in=to[0].union(*to[1:]), is_active=True).order_by()
    people = people.exclude(pk__in=[user.pk for user in without if user])
    people = people.annotate(choice=Coalesce(Subquery(chosen), Value(kind.default.value)))
    told = {
        "told_kind": Value(kind.name, CharField()),
        "told_subject": Value(key_of(subject), CharField()),
        "told_occasion": Value(occasion, CharField()),
        "told_at": Value(now, DateTimeField()),
    }
    listeners = people.exclude(choice=Choice.OFF).annotate(**told)
    _insert(listeners.values_list("pk", "choice", *told))


def _insert(rows):
    try:
        select, values = rows.query.sql_with_params()
    except EmptyResultSet:  # of a thing without a theme: nobody follows nothing
        return
    table = Notification._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(COLUMNS)}, digest) "  # noqa: S608 - our own names
            f"SELECT told.*, '' FROM ({select}) AS told ON CONFLICT DO NOTHING",
            values,
        )
