"""«Aanbevolen voor jou»: what may be of use to somebody, each with the reasons in words.

One statement over the sources: of each kind the newest things that a reason finds, and of those
the few for which the best reasons hold. The same question always has the same answer.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.text import capfirst

from . import interests
from .rows import Row
from .sources import all_sources

SHOWN = 6
OF_A_KIND = 2  # so that many cases do not hide one meetup
LOOKED_AT = 100  # of a kind, the newest by its themes, its region and its organisation
TOLD = 2  # reasons of a thing, the best ones
# A better reason weighs more than all that come after it; the sum says which hold.
FOLLOWED, TAUGHT, LIKE_FOLLOWED, LIKE_KEPT, REGION, NEAR, AS_LARGE = 64, 32, 16, 8, 4, 2, 1
REASONS = {  # by weight: the path of a source, and which of her interests stands at its end
    FOLLOWED: ("theme", "followed"),
    TAUGHT: ("theme", "taught"),
    LIKE_FOLLOWED: ("theme", "of_followed"),
    LIKE_KEPT: ("theme", "of_bookmarked"),
    REGION: ("region", "followed_regions"),
    NEAR: ("region", "own_regions"),
    AS_LARGE: ("organisation", "peers"),
}


@dataclass(frozen=True)
class Recommendation:
    """Something that she may want to see, and why."""

    row: Row
    reasons: list[str]

    @property
    def told(self):
        return capfirst("; ".join(self.reasons[:TOLD]))


def recommended(user, *, now):
    """What ``user`` may see, is still of use and is not hers, joined, followed or kept already."""
    known = interests.of(user)
    kinds = [_best(source, user, known, now) for source in all_sources()]
    kinds = [rows for rows in kinds if rows is not None]
    if not kinds:
        return []
    first, *rest = kinds
    best_first = ("-row_score", "-row_published_at", "row_kind", "row_address")
    found = first.union(*rest, all=True).order_by(*best_first)
    once = {}  # a course and its dates share a title
    for *columns, themes, score in found:
        row = Row(*columns)
        once.setdefault(row.title, Recommendation(row, _told(score, themes, known)))
    return list(once.values())[:SHOWN]


def _best(source, user, known, now):
    """The best of one kind, or None when no reason can hold for it."""
    keys = _keys(source, known)
    if not keys:
        return None
    by_path = {}
    for path, wanted in keys.values():
        by_path[path] = by_path.get(path, set()) | set(wanted)
    newest = _new_to(user, source, known, now).order_by(F(source.published_at or "pk").desc())
    first, *rest = (
        source.of(path, wanted, newest).values("pk")[:LOOKED_AT] for path, wanted in by_path.items()
    )
    rows = source.rows(source.model.objects.filter(pk__in=first.union(*rest)))
    score = sum(_weight(source, *asked, weight) for weight, asked in keys.items())
    rows = rows.annotate(row_themes=_themes(source, known), row_score=score)
    return rows.order_by("-row_score", "-row_published_at", "-pk")[:OF_A_KIND]


def _keys(source, known):
    """{weight: (path, keys)} of the reasons that can hold for things of this kind.

    Who holds a gathering is no reason to go there, and what has no theme is no thing to learn.
    """
    asked = {weight: (path, getattr(known, name)) for weight, (path, name) in REASONS.items()}
    if source.is_dated:
        del asked[AS_LARGE]
    return {
        weight: (path, keys)
        for weight, (path, keys) in asked.items()
        if source.theme and getattr(source, path) and keys
    }


def _weight(source, path, keys, weight):
    """The weight where the reason holds; EXISTS would look up all that it holds for."""
    carried = source.model.objects.filter(
        pk=OuterRef("pk"), **{f"{getattr(source, path)}__in": list(keys)}
    )
    return Coalesce(Subquery(carried.annotate(weight=Value(weight)).values("weight")[:1]), 0)


def _new_to(user, source, known, now):
    things = source.published(user).exclude(pk__in=known.kept.get(source.model, ()))
    if source.mine:
        things = things.exclude(pk__in=source.mine(user).values("pk"))
    if source.is_dated:
        things = things.filter(**{f"{source.starts_at}__gt": now, source.cancelled_at: None})
    return things


def _themes(source, known):
    """The keys of the themes that a thing carries and she knows."""
    hers = {**known.followed, **known.taught}
    carried = source.model.objects.filter(
        pk=OuterRef("pk"), **{f"{source.theme}__in": list(hers) or [0]}
    )
    return ArraySubquery(carried.order_by().values(source.theme).distinct())


def _told(score, themes, known):
    """The reasons that hold, the best first."""
    followed = [known.followed[key] for key in themes if key in known.followed]
    taught = [known.taught[key] for key in themes if key in known.taught]
    words = {
        FOLLOWED: f"over {_and(followed)}, {'dat' if len(followed) == 1 else 'die'} je volgt",
        TAUGHT: f"omdat je trainer bent in {_and(taught)}",
        LIKE_FOLLOWED: "lijkt op wat je volgt",
        LIKE_KEPT: "lijkt op wat je bewaarde",
        REGION: "in een regio die je volgt",
        NEAR: "in jouw regio",
        AS_LARGE: "van een gemeente zo groot als de jouwe",
    }
    return [told for weight, told in words.items() if score & weight]


def _and(names):
    """«Inkoop», «Inkoop en Verzuim», «Inkoop, Jeugd en Verzuim»."""
    *before, last = sorted(names) or [""]
    return f"{', '.join(before)} en {last}" if before else last
