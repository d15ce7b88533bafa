from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Subquery

from portal.discovery.sources import Source, register

from .models import CaseStudy, Ownership


def _published(user):
    return CaseStudy.objects.published()  # her own concepts stand on the pages of cases


_owners = (
    Ownership.objects.filter(case=OuterRef("pk"))
    .order_by()
    .values("case")
    .annotate(
        names=StringAgg(
            "organisation__short_name",
            ", ",
            order_by=["-is_lead", "organisation__sort_key"],
        )
    )
    .values("names")
)

register(
    Source(
        kind="praktijkvoorbeelden",
        label="Praktijkvoorbeeld",
        plural="praktijkvoorbeelden",
        icon="bulb",
        tone="",
        list_url_name="cases:index",
        url_name="cases:detail",
        visible_to=_published,
        title="published__title",
        summary="published__summary",
        published_at="published_at",
        theme="published__theme_items__tag",
        organisation="organisations",
        province="organisations__province",
        region="organisations__regions",
        owner=Subquery(_owners),
    )
)
