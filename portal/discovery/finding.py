"""What the search box answers: hits of all kinds, page by page, with what narrows them."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F
from django.db.models.functions import Cast
from django.utils.formats import number_format
from django.utils.safestring import SafeString

from portal.themes.search import widen

from .filters.search import FACETS
from .marking import START, fragment, headline, highlight
from .rows import Row
from .similar import broaden
from .sources import get
from .statement import CAP, PER_PAGE, answer


@dataclass(frozen=True)
class Hit:
    """Something that was found, with the words that were asked marked in its texts."""

    row: Row
    title: SafeString | str
    summary: SafeString | str


@dataclass(frozen=True)
class Found:
    """One page of hits, the number of all, and per facet its options with counts."""

    page: Page
    count: int
    facets: list[dict]
    is_failure: bool  # not the filters, but the words find nothing
    is_near: bool = False  # found by parts of words, and by what looks like them
    others: list[str] = field(default_factory=list)  # words that were searched as well

    @property
    def told(self):
        number = "10.000+" if self.count > CAP else number_format(self.count, force_grouping=True)
        return f"{number} resulta{'at' if self.count == 1 else 'ten'}"


def find(user, asked):
    """What ``user`` may see of what is asked; words that find nothing are taken more broadly."""
    query = widen(asked.text) if asked.text else None
    rows, others = answer(user, asked, query), []
    is_near = bool(query) and _number(rows, "all") == 0
    if is_near:
        query, others = broaden(user, asked.text)
        rows = answer(user, asked, query) if query else rows
    count = _number(rows, "count")
    page = Paginator(range(count), PER_PAGE).get_page(asked.page)
    page.object_list = _read(user, [(kind, int(pk)) for kind, pk, _ in rows["page"]], query)
    return Found(
        page=page,
        count=count,
        facets=[_facet(name, rows, asked) for name in FACETS],
        is_failure=is_near and _number(rows, "all") == 0,
        is_near=is_near,
        others=others,
    )


def _number(rows, name):
    ((_, _, number),) = rows[name]
    return number


def _facet(name, rows, asked):
    """A facet with its options; a ticked one stays, also when nothing is left in it."""
    ticked = asked.ticked[name]
    shown = {value for value, _, _ in rows[name]}
    gone = [(value, label, 0) for value, label in ticked.items() if value not in shown]
    options = [
        {
            "value": value,
            "label": label or get(value).plural.capitalize(),
            "count": count,
            "checked": value in ticked,
        }
        for value, label, count in rows[name] + gone
    ]
    return {"key": name, "label": FACETS[name], "options": options, "open": True}


def _read(user, keys, query):
    """The hits of a page in its order; one that has just gone is left out."""
    by_kind = {}
    for kind, pk in keys:
        by_kind.setdefault(kind, []).append(pk)
    if not by_kind:
        return []
    first, *rest = (_columns(get(kind), user, pks, query) for kind, pks in by_kind.items())
    hits = {
        (row[0], pk): _hit(Row(*row), title, summary)
        for *row, pk, title, summary in first.union(*rest, all=True)
    }
    return [hits[key] for key in keys if key in hits]


def _columns(source, user, pks, query):
    rows = source.rows(source.published(user).filter(pk__in=pks))
    title, summary = F("row_title"), F("row_summary")
    if query:
        title = headline("row_title", query, highlight_all=True)
        summary = headline("row_summary", query, max_words=60, min_words=40)
    return rows.annotate(
        row_pk=F("pk"),
        row_found_title=Cast(title, CharField()),
        row_found_summary=Cast(summary, CharField()),
    )


def _hit(row, title, summary):
    found = fragment(summary, row.summary) if START in summary else row.short_summary
    return Hit(row, highlight(title), found)
