"""The list of practices: what the visitor asked, page by page, with what she can narrow it by."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef
from django.utils.formats import number_format

from portal.discovery.marking import headline, highlight
from portal.themes.models import Theme
from portal.themes.search import widen

from .filters import FACETS
from .models import CaseStudy
from .owners import names_of_owners, provinces_of_owners
from .statement import CAP, PER_PAGE, answer

SUMMARY = "published__summary"


@dataclass(frozen=True)
class Found:
    """One page of cases, the number of all, and per facet its options with counts."""

    page: Page
    count: int
    facets: list[dict]

    @property
    def told(self):
        number = "10.000+" if self.count > CAP else number_format(self.count, force_grouping=True)
        return f"{number} praktijkvoorbeeld{'' if self.count == 1 else 'en'}"


def find(asked):
    """What the visitor asked, among what is published."""
    query = widen(asked.text) if asked.text else None
    rows = answer(asked, query)
    count = rows["count"][0][2]
    page = Paginator(range(count), PER_PAGE).get_page(asked.page)
    page.object_list = _cases([int(value) for value, _, _ in rows["page"]], query)
    return Found(page=page, count=count, facets=[_facet(name, rows, asked) for name in FACETS])


def _facet(name, rows, asked):
    """A facet with its options; a ticked one stays, also when nothing is left in it."""
    ticked = asked.ticked[name]
    shown = {value for value, _, _ in rows[name]}
    gone = [(value, label, 0) for value, label in ticked.items() if value not in shown]
    options = [
        {"value": value, "label": label, "count": count, "checked": value in ticked}
        for value, label, count in rows[name] + gone
    ]
    return {"key": name, "label": FACETS[name], "options": options, "open": True}


def _cases(pks, query):
    """The cases of a page in its order, with their names and the summary as it was found."""
    themes = Theme.objects.filter(version_items__content_object=OuterRef("published"))
    cases = CaseStudy.objects.select_related("published").annotate(
        organisation_names=names_of_owners(),
        province_names=provinces_of_owners(),
        theme_names=ArraySubquery(themes.order_by("name").values("name")),
        found=headline(SUMMARY, query, highlight_all=True) if query else F(SUMMARY),
    )
    by_pk = cases.in_bulk(pks)
    for case in by_pk.values():
        case.highlighted = highlight(case.found)
    return [by_pk[pk] for pk in pks if pk in by_pk]
