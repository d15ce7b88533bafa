"""What is new, as Atom (RFC 4287), for who follows it in a reader or on an intranet."""

import re

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

MOST = 50
# What XML cannot hold, wherever somebody copied it from.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def atom_of(rows, *, title, page, address):
    """The newest of ``rows``; ``page`` and ``address`` are the paths of the list and this feed."""
    dated = sorted(
        (row for row in rows if row.published_at), key=lambda row: row.published_at, reverse=True
    )
    feed = Atom1Feed(
        title=title,
        link=_full(page),
        description="",
        language="nl",
        feed_url=_full(address),
        feed_guid=_full(address),
    )
    for row in dated[:MOST]:
        feed.add_item(
            title=_clean(row.title),
            link=_full(row.url),
            unique_id=_full(row.url),
            description=_clean(row.summary),
            author_name=_clean(row.owner or "Lerend werken"),
            pubdate=row.published_at,
            updateddate=row.published_at,
            categories=[row.label],
        )
    return feed.writeString("utf-8")


def _clean(text):
    return UNWRITABLE.sub("", text)


def _full(path):
    return settings.SITE_URL + path
