"""Saving what somebody typed, block by block, next to others who write at the same time."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects

from cases.models import BlockSaving, CaseStudy, Consent, Unsaved, Version

from .blocks import BLOCKS, mark_of
from .writing import version_to_write


@dataclass(frozen=True)
class Typed:
    """A block as somebody typed it; ``base`` marks what it was when she opened the page."""

    block: str
    content: dict
    base: str

    @property
    def is_changed(self):
        return mark_of(self.content) != self.base

    def without(self, keys):
        """The same without the rows that have one of ``keys``."""
        if "rows" not in self.content:
            return self
        rows = [row for row in self.content["rows"] if row.get("key") not in keys]
        return replace(self, content={"rows": rows})


@dataclass(frozen=True)
class Saved:
    """What became of what was typed: the marks of what was saved by block, and what collided."""

    marks: dict[str, str] = field(default_factory=dict)
    collided: list[str] = field(default_factory=list)


@transaction.atomic
def save(case, typed, *, by, now, page: UUID | None):
    """Save each block that ``by`` changed and nobody else did since she opened ``page``.

    What somebody else saved meanwhile stays, and is answered as ``collided``. Who took back her
    consent does not come back from a page that was open. A published case gets its next version
    at the first change. ``StepRefusedError`` when the editors have it.
    """
    changed = [block for block in typed if block.is_changed]
    if not changed:
        return Saved()
    case = CaseStudy.objects.select_for_update(of=["self"]).get(pk=case.pk)
    version = version_to_write(case, by=by, now=now)
    withdrawn = set(Consent.objects.withdrawn().filter(case=case).values_list("key", flat=True))
    changed = [one.without(withdrawn) for one in changed]
    prefetch_related_objects([version], *{need for t in changed for need in BLOCKS[t.block].needs})
    own = BlockSaving.objects.filter(version=version, page=page, page__isnull=False)
    own = set(own.values_list("block", flat=True))
    collided = [one.block for one in changed if not _fits(one, version, own)]
    saved = [one for one in changed if one.block not in collided]
    for one in saved:
        BLOCKS[one.block].put(version, one.content, by=by)
    _note([one.block for one in saved], version, by=by, now=now, page=page)
    return Saved({one.block: mark_of(one.content) for one in saved}, collided)


def _fits(typed, version, own):
    """Nobody else changed it, or to the very same; or the last who did was this very page."""
    stands = mark_of(BLOCKS[typed.block].read(version))
    return stands in (typed.base, mark_of(typed.content)) or typed.block in own


def _note(names, version, *, by, now, page):
    BlockSaving.objects.bulk_create(
        [BlockSaving(version=version, block=name, by=by, at=now, page=page) for name in names],
        update_conflicts=True,
        unique_fields=["version", "block"],
        update_fields=["by", "at", "page"],
    )
    if names:
        Version.objects.filter(pk=version.pk).update(saved_at=now)


def keep_unsaved(case, step, data, *, by, now):
    """Keep what could not be saved for when she comes back; nothing left forgets it."""
    mine = {"case": case, "step": step, "writer": by}
    if data:
        Unsaved.objects.update_or_create(**mine, defaults={"data": data, "at": now})
    else:
        Unsaved.objects.filter(**mine).delete()
