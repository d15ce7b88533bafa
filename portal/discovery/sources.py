"""What the apps show outside their own pages: at home, in the agenda, on theme pages and so on.

An app registers its sources in its own ``discovery.py``; this package knows no app.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, DateTimeField, Expression, F, QuerySet, Value
from django.db.models.functions import Cast

TEXTS = ("address", "title", "summary", "owner", "badge", "place", "setting")
MOMENTS = ("published_at", "starts_at", "ends_at", "cancelled_at")
COLUMNS = [f"row_{name}" for name in ("kind", *TEXTS, *MOMENTS)]


@dataclass(frozen=True)
class Source:
    """One kind of thing. What is not a label names a lookup from its queryset.

    Without ``published_at`` everything visible is public, and the kind is left out of figures;
    without ``words`` nobody searches it; without a path it belongs to no theme, place and so on.
    """

    kind: str  # in addresses: ?soort=praktijkvoorbeelden
    label: str
    plural: str  # as in a sentence: "2 praktijkvoorbeelden"
    icon: str
    tone: str  # of its card and label: "community" and so on; empty for the usual one
    list_url_name: str | None  # where a list of them all stands
    url_name: str  # takes ``address``
    visible_to: Callable[..., QuerySet]
    title: str
    summary: str | Expression | None = None
    published_at: str | None = None
    theme: str | None = None  # paths to the primary keys of Theme, Organisation, Province, Region
    organisation: str | None = None
    province: str | None = None
    region: str | None = None
    address: str | Expression = "slug"
    owner: str | Expression | None = None  # who shares it, in words
    badge: str | Expression | None = None  # what sets it apart from others of its kind, in words
    badge_icon: str = ""
    starts_at: str | None = None  # these are for what belongs in the agenda
    ends_at: str | None = None
    cancelled_at: str | None = None
    place: str | Expression | None = None
    setting: str | None = None  # on_site, online or hybrid
    events: Callable[[QuerySet], list] | None = None  # of its things, for a calendar
    mine: Callable[..., QuerySet] | None = None  # what she made, joined or belongs to already
    teaches: Callable[..., QuerySet] | None = None  # keys of the themes that she is at home in
    words: str | None = None  # its stored search vector, with a GIN index
    facets: str | None = None  # stored keys «thema:3», «organisatie:12»: to count very many things
    weight: float = 1.0  # of its rank among the found: more for what is short and says it all

    @property
    def is_dated(self):
        return self.starts_at is not None

    def told(self, number):
        """«1 praktijkvoorbeeld», «2 praktijkvoorbeelden»."""
        return f"{number} {self.counted(number)}"

    def counted(self, number):
        return self.label.lower() if number == 1 else self.plural

    @cached_property
    def model(self):
        return self.visible_to(AnonymousUser()).model

    def published(self, user):
        """What ``user`` may see and everybody may know of: no concepts, her own neither."""
        visible = self.visible_to(user).order_by()
        return visible.exclude(**{self.published_at: None}) if self.published_at else visible

    def of(self, path, keys, things):
        """Those of ``things`` that have one of ``keys`` at the end of ``path``, each once."""
        lookup = getattr(self, path)
        if lookup is None:
            return things.none()
        # A join to many would give a thing once per key.
        carriers = things.model.objects.filter(**{f"{lookup}__in": keys})
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


def searchable():
    return [source for source in all_sources() if source.words]


def get(kind):
    return _sources[kind]
