"""Starting a case, and writing: in its first version or in the next one of a published case."""

from dataclasses import dataclass, field
from itertools import chain, count

from django.db import transaction
from django.utils.text import slugify

from cases.models import CaseStudy, Kind, StepRefusedError, Version
from cases.models.contents import PARTS

from . import parts

COPIED = ("title", "summary", "year", "period", "sector", "source_kind", "source_detail")
COPIED += ("kind", "hides_organisation")


@dataclass(frozen=True)
class Text:
    """What somebody wrote: ``parts`` holds rows by the names of ``contents.PARTS``.

    Kinds of part that are not named stay as they are, and so do those outside ``among``.
    """

    fields: dict
    themes: list = ()
    learning_formats: list = ()
    parts: dict[str, list[dict]] = field(default_factory=dict)
    among: dict[str, dict] = field(default_factory=dict)


@transaction.atomic
def start(organisations, *, by, now, text, from_public_source=False):
    """A new case of ``organisations``, the first of which leads, with ``text`` as its concept."""
    lead, *others = organisations
    case = _with_free_slug(
        slug_of(text.fields["title"], None if text.fields.get("hides_organisation") else lead),
        created_by=by,
        created_at=now,
        from_public_source=from_public_source,
    )
    case.ownerships.create(organisation=lead, is_lead=True)
    for organisation in others:
        case.ownerships.create(organisation=organisation)
    return _put(Version(case=case, number=1, created_by=by, created_at=now), now=now, text=text)


@transaction.atomic
def write(case, *, by, now, text):
    """Save ``text`` in the version in the works, or in a next one after the published version.

    ``StepRefusedError`` when the editors have it now.
    """
    case = CaseStudy.objects.select_for_update(of=["self"]).get(pk=case.pk)
    version = version_to_write(case, by=by, now=now)
    return _put(version, now=now, text=text)


def version_to_write(case, *, by, now):
    """The version in the works, locked, or a next one; the case is locked by the caller."""
    work = case.versions.in_the_works().select_for_update()  # a step waits for us, or we for it
    version = work.first() or next_version(case, of=case.published, by=by, now=now)
    if not version.is_writable:
        raise StepRefusedError(
            "Dit voorbeeld ligt nu bij de redactie. Trek het eerst in; dan kun je verder schrijven."
        )
    return version


def next_version(case, *, of, by, now):
    """A copy of the version ``of`` as the next concept, keys and all."""
    version = Version(
        case=case,
        number=case.versions.count() + 1,
        created_by=by,
        created_at=now,
        saved_at=now,
        **{name: getattr(of, name) for name in COPIED},
    )
    version.save()
    version.themes.set(of.themes.all())
    version.learning_formats.set(of.learning_formats.all())
    parts.copy(of, to=version)
    return version


def slug_of(title, organisation):
    """The title in an address; it holds the name of the organisation, or of none when hidden."""
    words = slugify(title)
    place = slugify(organisation.short_name if organisation else Kind.FAILURE.label)
    is_named = f"-{place}-" in f"-{words}-"
    return (words if is_named else f"{place}-{words}")[:190].strip("-")


def slugs_like(words):
    """These words as an address, and others for when that one is taken."""
    return chain([words], (f"{words}-{number}" for number in count(2)))


def _with_free_slug(words, **fields):
    cases = (
        CaseStudy.objects.get_or_create(slug=slug, defaults=fields) for slug in slugs_like(words)
    )
    return next(case for case, is_new in cases if is_new)


def _put(version, *, now, text):
    for name, value in text.fields.items():
        setattr(version, name, value)
    version.saved_at = now
    version.save()
    version.themes.set(text.themes)
    version.learning_formats.set(text.learning_formats)
    for name, rows in text.parts.items():
        parts.put(version, PARTS[name], rows, among=text.among.get(name, {}))
    return version
