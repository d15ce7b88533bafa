"""What the apps show outside their own pages: at home, in the agenda, on theme pages and so on.

An app registers its sources in its own ``discovery.py``; this package knows no app.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, DateTimeField, Expression, F, QuerySet, Value
from django.db.models.functions import Cast

TEXTS = ("address", "title", "summary", "owner", "place", "setting")
MOMENTS = ("published_at", "starts_at", "ends_at", "cancelled_at")
COLUMNS = [f"row_{name}" for name in ("kind", *TEXTS, *MOMENTS)]


@dataclass(frozen=True)
class Source:
    """One kind of thing. What is not a label names a lookup from its queryset."""

    kind: str  # in addresses: ?soort=praktijkvoorbeelden
    label: str
    plural: str  # as in a sentence: "2 praktijkvoorbeelden"
    icon: str
    tone: str  # of its card and label: "community" and so on; empty for the usual one
    list_url_name: str | None  # where a list of them all stands
    url_name: str  # takes ``address``
    visible_to: Callable[..., QuerySet]
    title: str
    summary: str
    published_at: str
    theme: str  # paths to the primary keys of Theme, Organisation, Province and Region
    organisation: str | None = None
    province: str | None = None
    region: str | None = None
    address: str | Expression = "slug"
    owner: str | Expression | None = None  # who shares it, in words
    starts_at: str | None = None  # these are for what belongs in the agenda
    ends_at: str | None = None
    cancelled_at: str | None = None
    place: str | Expression | None = None
    setting: str | None = None  # on_site, online or hybrid
    events: Callable[[QuerySet], list] | None = None  # of its things, for a calendar

    @property
    def is_dated(self):
        return self.starts_at is not None

    def published(self, user):
        """What ``user`` may see and everybody may know of: no concepts, her own neither."""
        return self.visible_to(user).exclude(**{self.published_at: None}).order_by()

    def of(self, path, keys, things):
        """Those of ``things`` that have one of ``keys`` at the end of ``path``, each once."""
        # A join to many would give a thing once per key.
        carriers = things.model.objects.filter(**{f"{getattr(self, path)}__in": keys})
        return things.filter(pk__in=carriers.values("pk"))

    def rows(self, things):
        """Things of this kind in the columns that all kinds share."""
        columns = {"row_kind": Value(self.kind, CharField())}
        for name in TEXTS:
            columns[f"row_{name}"] = Cast(_lookup(getattr(self, name), ""), CharField())
        for name in MOMENTS:
            columns[f"row_{name}"] = Cast(_lookup(getattr(self, name)), DateTimeField())
        return things.annotate(**columns).values_list(*COLUMNS)


def _lookup(name, default=None):
    """A union needs each column from every kind: what a kind lacks is empty."""
    if name is None:
        return Value(default)
    return F(name) if isinstance(name, str) else name


_sources: dict[str, Source] = {}


def register(source):
    _sources[source.kind] = source


def all_sources():
    return list(_sources.values())


def get(kind):
    return _sources[kind]
