"""What can be followed and kept of cases."""

from portal.notifications.subjects import Subject, register

from .models import CaseStudy, Publication


def _published(user):
    return CaseStudy.objects.published().select_related("published")


def _publications(user):
    return Publication.objects.all()


register(
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
register(
    Subject(
        model=Publication,
        called="deze publicatie",
        label="Publicatie",
        icon="book-2",
        visible_to=_publications,
        can_be_kept=True,
    )
)
