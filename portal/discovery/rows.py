from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from .sources import all_sources, get


@dataclass(frozen=True)
class Row:
    """One thing in a list that mixes things of several apps."""

    kind: str
    address: str
    title: str
    summary: str
    owner: str
    place: str
    setting: str
    published_at: datetime
    starts_at: datetime | None
    ends_at: datetime | None
    cancelled_at: datetime | None

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
    def where(self):
        """«Soest», «Online» or «Soest en online»."""
        return {"online": "Online", "hybrid": f"{self.place} en online"}.get(
            self.setting, self.place
        )


def as_rows(found):
    return [Row(*columns) for columns in found]


def by_source(rows):
    """[(source, its rows)] for the kinds that there are, in the order of registration."""
    groups = [(source, [row for row in rows if row.source is source]) for source in all_sources()]
    return [(source, found) for source, found in groups if found]
