from django.db.models import Case, Value, When

from portal.discovery.sources import Source, register

from .models import CaseStudy, Instrument, Kind, Publication, Series
from .owners import owners_in_words


def _published(user):
    return CaseStudy.objects.published()  # her own concepts stand on the pages of cases


def _of_her_organisation(user):
    return CaseStudy.objects.of(user.organisation_id)


def _publications(user):
    return Publication.objects.all()


def _series(user):
    return Series.objects.all()


def _instruments(user):
    return Instrument.objects.published()


_badge = Case(When(kind=Kind.FAILURE, then=Value(Kind.FAILURE.label)), default=Value(""))

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
        organisation="shown_ownerships__organisation",
        province="shown_ownerships__organisation__province",
        region="shown_ownerships__organisation__regions",
        mine=_of_her_organisation,
        owner=owners_in_words(),
        badge=_badge,
        badge_icon="bulb-off",
        words="words",
        facets="facets",
    )
)
register(
    Source(
        kind="publicaties",
        label="Publicatie",
        plural="publicaties",
        icon="book-2",
        tone="",
        list_url_name=None,
        url_name="cases:publication",
        visible_to=_publications,
        title="title",
        summary="description",
        published_at="added_at",
        theme="theme_items__tag",
        owner="publisher",
        words="words",
    )
)
register(
    Source(
        kind="reeksen",
        label="Reeks",
        plural="reeksen",
        icon="list",
        tone="",
        list_url_name=None,
        url_name="cases:series",
        visible_to=_series,
        title="title",
        words="words",
    )
)
register(
    Source(
        kind="instrumenten",
        label="Instrument",
        plural="instrumenten",
        icon="route",
        tone="",
        list_url_name=None,
        url_name="cases:instrument",
        visible_to=_instruments,
        title="name",
        summary="what",
        published_at="added_at",
        theme="shown_cases__published__theme_items__tag",
        words="words",
    )
)
