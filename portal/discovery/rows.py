from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from . import sources


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
        return sources.get(self.kind)

    @property
    def url(self):
        return reverse(self.source.url_name, args=[self.address])

    @property
    def is_online(self):
        return self.setting in ("online", "hybrid")


def as_rows(found):
    return [Row(*columns) for columns in found]
