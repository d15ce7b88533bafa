from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.text import Truncator

from .sources import all_sources, get


@dataclass(frozen=True)
class Row:
    """One thing in a list that mixes things of several apps."""

    kind: str
    address: str
    title: str
    summary: str
    owner: str
    badge: str
    place: str
    setting: str
    published_at: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    cancelled_at: datetime | None
    total: int = 0  # how many things of its kind there are, where a list shows the newest only

    @property
    def source(self):
        return get(self.kind)

    @property
    def url(self):
        return reverse(self.source.url_name, args=[self.address])

    @property
    def owners(self):
        return [self.owner] if self.owner else []

    @property
    def label(self):
        return self.badge or self.source.label

    @property
    def icon(self):
        return self.source.badge_icon if self.badge else self.source.icon

    @property
    def short_summary(self):
        return Truncator(self.summary).words(28, truncate=" …")

    @property
    def where(self):
        """«Soest», «Online» or «Soest en online»."""
        place = self.place or "Op locatie"
        return {"online": "Online", "hybrid": f"{place} en online"}.get(self.setting, place)


def as_rows(found):
    return [Row(*columns) for columns in found]


def by_source(rows, *, now):
    """[(source, its rows)] for the kinds that there are: what is to come first, then the newest."""
    groups = {source: [row for row in rows if row.source is source] for source in all_sources()}
    return [
        (source, _soonest_first(found, now) if source.is_dated else found)
        for source, found in groups.items()
        if found
    ]


def _soonest_first(rows, now):
    by_start = sorted(rows, key=lambda row: row.starts_at)
    coming = [row for row in by_start if row.ends_at > now]
    return coming + [row for row in reversed(by_start) if row.ends_at <= now]
