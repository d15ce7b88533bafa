"""What of a case is saved, and collides, as one: a few fields, a chapter, or a list of parts.

Each block reads what stands (``read``, a dict of simple values) and makes it equal to what
somebody typed (``put``). Two contents are the same when their ``mark_of`` is.
"""

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from cases.models import (
    Attachment,
    Factor,
    Image,
    Inspiration,
    KeyFigure,
    Link,
    Ownership,
    Partner,
    Person,
    Quote,
    Recognition,
    Reference,
    Section,
)
from cases.models.key_figure import plain
from cases.models.media import Media

from . import parts


def mark_of(content):
    """A short text that differs when the content does."""
    told = json.dumps(content, sort_keys=True, default=_simple)
    return hashlib.sha256(told.encode()).hexdigest()[:20]


def _simple(value):
    return plain(value) if isinstance(value, Decimal) else str(value)


class Block:
    """``needs`` is what to fetch along with a version, for ``read`` to ask nothing more."""

    needs = ()

    def files_of(self, version):
        """The files of its rows, by their key."""
        return {}


@dataclass(frozen=True)
class Fields(Block):
    """Fields of the version itself."""

    name: str
    fields: tuple[str, ...]

    def read(self, version):
        return {name: getattr(version, name) for name in self.fields}

    def put(self, version, content, *, by):
        for name in self.fields:
            setattr(version, name, content[name])
        version.save(update_fields=self.fields)


@dataclass(frozen=True)
class Chapter(Block):
    """A chapter of the story, by its kind."""

    name: str
    needs = ("section_set",)

    def read(self, version):
        bodies = {section.kind: section.body for section in version.section_set.all()}
        return {"body": bodies.get(self.name, "")}

    def put(self, version, content, *, by):
        place = list(Section.Kind).index(self.name)
        row = {"kind": self.name, "position": place} | content
        rows = [row] if content["body"] else []
        parts.put(version, Section, rows, among={"kind": self.name})


@dataclass(frozen=True)
class Rows(Block):
    """All parts of one kind, in their order; each with its key."""

    name: str
    model: type
    fields: tuple[str, ...]

    @property
    def needs(self):
        more = {KeyFigure: "__values", Image: "__file", Attachment: "__file"}
        return (f"{self._set}{more.get(self.model, '')}",)

    @property
    def _set(self):
        return f"{self.model._meta.model_name}_set"

    def read(self, version):
        rows = sorted(getattr(version, self._set).all(), key=lambda row: (row.position, row.pk))
        return {"rows": [self._told(row) for row in rows]}

    def _told(self, row):
        told = {name: getattr(row, name) for name in ("key", *self.fields)}
        if self.model is not KeyFigure:
            return told
        values = sorted(row.values.all(), key=lambda value: (value.position, value.pk))
        return told | {
            "values": [{"label": v.label, "year": v.year, "value": v.value} for v in values]
        }

    def files_of(self, version):
        rows = getattr(version, self._set).all() if issubclass(self.model, Media) else []
        return {str(row.key): row.file for row in rows}

    def put(self, version, content, *, by):
        parts.put(version, self.model, self._possible(version, content["rows"]), among={})
        if self.model is Person and by:
            _know_accounts(version, by)

    def _possible(self, version, rows):
        """A picture or a document comes in by its file: typing cannot make one."""
        if not issubclass(self.model, Media):
            return rows
        keys = set(self.model.objects.filter(version=version).values_list("key", flat=True))
        return [row for row in rows if row["key"] in keys]


def _know_accounts(version, writer):
    """A contact with the address of ``writer`` is she; who got another address is not any more."""
    people = Person.objects.filter(version=version)
    people.filter(email__iexact=writer.email, user=None).update(user=writer)
    others = people.exclude(user=None).exclude(email__iexact=F("user__email")).exclude(email="")
    people.filter(pk__in=list(others.values_list("pk", flat=True))).update(user=None)


@dataclass(frozen=True)
class Labels(Block):
    """Themes and learning formats, as keys."""

    name: str = "labels"
    needs = ("theme_items", "learning_formats")

    def read(self, version):
        themes = [item.tag_id for item in version.theme_items.all()]
        formats = [learning_format.pk for learning_format in version.learning_formats.all()]
        return {"themes": sorted(themes), "learning_formats": sorted(formats)}

    def put(self, version, content, *, by):
        version.theme_items.exclude(tag__in=content["themes"]).delete()
        known = version.theme_items.values_list("tag", flat=True)
        for theme in set(content["themes"]) - set(known):
            version.theme_items.create(tag_id=theme)
        version.learning_formats.set(content["learning_formats"])


@dataclass(frozen=True)
class Organisations(Block):
    """Organisations around the case itself, as keys: who shares it, and whom it learned from."""

    name: str
    model: type

    def _among(self, version):
        kept = {"is_lead": False} if self.model is Ownership else {"source": None}
        return self.model.objects.filter(case=version.case_id, **kept)

    def read(self, version):
        found = self._among(version).values_list("organisation", flat=True)
        return {"rows": [{"organisation_id": pk} for pk in sorted(found)]}

    def put(self, version, content, *, by):
        wanted = {row["organisation_id"] for row in content["rows"]}
        self._among(version).exclude(organisation__in=wanted).delete()
        taken = self.model.objects.filter(case=version.case_id)
        for pk in wanted - set(taken.values_list("organisation", flat=True)):
            self.model.objects.create(case_id=version.case_id, organisation_id=pk)


FACTS = ("year", "period", "sector", "source_kind", "source_detail")
PERSON = ("role", "name", "function", "organisation", "had_function_then", "subject", "email")
FIGURE = ("kind", "name", "unit", "qualifier", "note", "year", "on")
BLOCKS = {
    block.name: block
    for block in (
        Fields("title", ("title",)),
        Fields("summary", ("summary",)),
        Fields("kind", ("kind", "hides_organisation")),
        Fields("facts", FACTS),
        Organisations("owners", Ownership),
        *(Chapter(kind.value) for kind in Section.Kind),
        Rows("factors", Factor, ("kind", "text")),
        Rows("figures", KeyFigure, FIGURE),
        Rows("quotes", Quote, ("text", "person", "function", "is_pull_quote")),
        Rows("people", Person, PERSON),
        Rows("partners", Partner, ("name", "part", "organisation_id", "is_commercial")),
        Rows("images", Image, ("alt_text", "is_decorative", "caption", "credit")),
        Rows("attachments", Attachment, ("title",)),
        Labels(),
        Organisations("inspirations", Inspiration),
        Rows("recognitions", Recognition, ("name", "given_by", "year")),
        Rows("references", Reference, ("text",)),
        Rows("links", Link, ("label", "url")),
    )
}
