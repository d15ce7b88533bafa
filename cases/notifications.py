"""What can be followed and kept of cases, and who hears of a new one."""

from portal.notifications import kinds, subjects
from portal.notifications.kinds import Kind
from portal.notifications.notifying import followers_of, notify
from portal.notifications.subjects import Subject
from portal.organisations.models import Region

from .models import CaseStudy, Instrument, Publication

PUBLISHED = kinds.register(
    Kind(
        "cases.published",
        "Praktijkvoorbeelden",
        "Nieuw over een thema of uit een regio die je volgt",
        "Nieuw praktijkvoorbeeld",
    )
)
NEW_VERSION = kinds.register(
    Kind(
        "cases.new_version",
        "Praktijkvoorbeelden",
        "Nieuwe versie van een voorbeeld dat je volgt",
        "Nieuwe versie",
    )
)


def tell_followers(case, version, *, is_new, by, now):
    """Who follows a theme of a new case or a region it comes from; or the case itself."""
    kind, followed = NEW_VERSION, [case]
    if is_new:
        owners = case.ownerships.shown()
        regions = Region.objects.filter(organisation__ownerships__in=owners).distinct()
        kind, followed = PUBLISHED, [*version.themes.all(), *regions]
    occasion = f"version:{version.pk}"
    notify(kind, case, to=[followers_of(followed)], occasion=occasion, now=now, without=[by])


def _published(user):
    return CaseStudy.objects.published().select_related("published")


def _publications(user):
    return Publication.objects.all()


def _instruments(user):
    return Instrument.objects.published()


subjects.register(
    Subject(
        model=CaseStudy,
        called="dit praktijkvoorbeeld",
        label="Praktijkvoorbeeld",
        icon="bulb",
        visible_to=_published,
        can_be_followed=True,
        can_be_kept=True,
        title=lambda case: case.published.title,
    )
)
subjects.register(
    Subject(
        model=Publication,
        called="deze publicatie",
        label="Publicatie",
        icon="book-2",
        visible_to=_publications,
        can_be_kept=True,
    )
)
subjects.register(
    Subject(
        model=Instrument,
        called="dit instrument",
        label="Instrument",
        icon="route",
        visible_to=_instruments,
        can_be_kept=True,
    )
)
