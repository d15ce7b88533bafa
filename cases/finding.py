"""The list of practices: what the visitor asked, page by page, with what she can narrow it by."""

import re
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchHeadline
from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef
from django.utils.html import escape
from django.utils.safestring import mark_safe

from portal.organisations.models import Organisation
from portal.themes.models import Theme
from portal.themes.search import widen

from .filters import FACETS
from .models import CaseStudy
from .statement import CAP, PER_PAGE, answer

START, STOP = "\x02", "\x03"


@dataclass(frozen=True)
class Found:
    """One page of cases, the number of all, and per facet its options with counts."""

    page: Page
    count: int
    options: dict[str, list[tuple[str, str, int]]]

    @property
    def is_capped(self):
        return self.count > CAP


def find(asked):
    """What the visitor asked, among what is published."""
    query = widen(asked.text) if asked.text else None
    rows = answer(asked, query)
    count = rows["count"][0][2]
    page = Paginator(range(count), PER_PAGE).get_page(asked.page)
    page.object_list = _cases([int(value) for value, _, _ in rows["page"]], query)
    options = {facet: _with_ticked(rows[facet], asked.ticked[facet]) for facet in FACETS}
    return Found(page=page, count=count, options=options)


def _with_ticked(options, ticked):
    """A ticked option stays, also when nothing is left in it."""
    shown = {value for value, _, _ in options}
    return options + [(value, label, 0) for value, label in ticked.items() if value not in shown]


def _cases(pks, query):
    """The cases of a page in its order, with their names and the summary as it was found."""
    owners = Organisation.objects.filter(ownerships__case=OuterRef("pk"))
    themes = Theme.objects.filter(version_items__content_object=OuterRef("published"))
    cases = CaseStudy.objects.select_related("published").annotate(
        organisation_names=ArraySubquery(
            owners.order_by("-ownerships__is_lead", "sort_key").values("short_name")
        ),
        province_names=ArraySubquery(
            owners.order_by("-ownerships__is_lead", "sort_key").values("province__name")
        ),
        theme_names=ArraySubquery(themes.order_by("name").values("name")),
        found=_headline(query) if query else F("published__summary"),
    )
    by_pk = cases.in_bulk(pks)
    for case in by_pk.values():
        case.highlighted = highlight(case.found)
    return [by_pk[pk] for pk in pks if pk in by_pk]


def _headline(query):
    return SearchHeadline(
        "published__summary",
        query,
        config="dutch",
        start_sel=START,
        stop_sel=STOP,
        highlight_all=True,
    )


def highlight(text):
    """Text in which the found words are marked; all else in it is escaped."""
    marked = re.sub(f"{START}([^{START}{STOP}]*){STOP}", r"<mark>\1</mark>", escape(text))
    return mark_safe(marked)  # noqa: S308 (escaped in the line before)
