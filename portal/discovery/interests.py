"""What the portal knows of what somebody looks for: what she follows, keeps, teaches, and where."""

from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q

from portal.keys import model_and_pk
from portal.notifications.models import Bookmark, Follow
from portal.organisations.models import Organisation, Region
from portal.themes.models import Theme

from .sources import all_sources

SMALLEST, LARGEST = 0.75, 1.33  # of her own municipality: about as large


@dataclass(frozen=True)
class Interests:
    """By primary key; ``kept`` are the keys of what she follows or bookmarked, by model."""

    followed: dict[int, str] = field(default_factory=dict)  # themes with their names
    taught: dict[int, str] = field(default_factory=dict)
    of_followed: list[int] = field(default_factory=list)  # themes of what else she follows
    of_bookmarked: list[int] = field(default_factory=list)
    followed_regions: list[int] = field(default_factory=list)
    own_regions: list[int] = field(default_factory=list)  # of where she works
    peers: list[int] = field(default_factory=list)  # municipalities about as large as hers
    kept: dict[type, set[int]] = field(default_factory=dict)


def of(user):
    """The interests of ``user``, in a handful of queries."""
    followed, bookmarked = _by_model(user, Follow), _by_model(user, Bookmark)
    theme_keys, region_keys = followed.pop(Theme, set()), followed.pop(Region, set())
    return Interests(
        followed=_names(Q(pk__in=theme_keys)) if theme_keys else {},
        taught=_taught(user),
        of_followed=_themes_of(followed),
        of_bookmarked=_themes_of(bookmarked),
        followed_regions=sorted(region_keys),
        own_regions=_regions_of(user.organisation),
        peers=_about_as_large(user.organisation),
        kept={
            model: followed.get(model, set()) | bookmarked.get(model, set())
            for model in {*followed, *bookmarked}
        },
    )


def _by_model(user, kind):
    keys = {}
    for subject in kind.objects.filter(user=user).values_list("subject", flat=True):
        model, pk = model_and_pk(subject)
        keys.setdefault(model, set()).add(pk)
    return keys


def _names(*which):
    return dict(Theme.objects.filter(*which).values_list("pk", "name"))


def _taught(user):
    """The themes that she knows enough of to teach."""
    taught = [Q(pk__in=source.teaches(user)) for source in all_sources() if source.teaches]
    return _names(reduce(or_, taught, Q(pk__in=[])))


def _themes_of(kept):
    """The themes of the things that she keeps, in one query."""
    rows = [
        source.model.objects.filter(
            pk__in=kept[source.model], **{f"{source.theme}__isnull": False}
        ).values_list(source.theme)
        for source in all_sources()
        if source.theme and source.model in kept
    ]
    if not rows:
        return []
    first, *rest = rows
    return sorted({key for (key,) in first.union(*rest)})


def _regions_of(organisation):
    return list(organisation.regions.values_list("pk", flat=True)) if organisation else []


def _about_as_large(organisation):
    if organisation is None or organisation.inhabitants is None:
        return []
    bounds = [round(organisation.inhabitants * share) for share in (SMALLEST, LARGEST)]
    found = Organisation.objects.municipalities().filter(inhabitants__range=bounds)
    return list(found.exclude(pk=organisation.pk).values_list("pk", flat=True))
