"""A step of writing as it is open on somebody's page: its blocks, each with form or rows."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.datastructures import MultiValueDict

from cases import presenting
from cases.actions.blocks import BLOCKS, mark_of
from cases.actions.saving import Typed
from cases.models import BlockSaving, FigureValue, KeyFigure
from cases.models.key_figure import plain
from cases.steps import LABELS
from portal.themes.models import LearningFormat, Theme

from .block_forms import FORMS
from .organisations import names_around
from .rows import FORMSETS

BASE, THEIRS, KEPT_BY = "basis-{}", "hunne-{}", "getypt-{}"
OF_THE_CASE = {"owners", "inspirations"}
WITH_ORGANISATIONS = OF_THE_CASE | {"partners"}


@dataclass
class Opened:
    """A block on a page; ``base`` marks what it was when the page was opened.

    ``theirs`` is what somebody else saved meanwhile, by ``saving``. What stood unsaved is from the
    opened page ``kept_by``.
    """

    name: str
    form: Any
    base: str
    stands: dict | None = None
    files: dict = field(default_factory=dict)
    theirs: dict | None = None
    saving: BlockSaving | None = None
    kept_by: str = ""

    @property
    def label(self):
        return LABELS[self.name]

    @property
    def is_rows(self):
        return self.name in FORMSETS

    @property
    def files_only(self):
        """Whether its rows come in by their file."""
        return self.name in ("images", "attachments")

    @property
    def is_wrong(self):
        return self.form.is_bound and not self.form.is_valid()

    @property
    def base_name(self):
        return BASE.format(self.name)

    @property
    def their_mark(self):
        return mark_of(self.theirs)

    @property
    def their_lines(self):
        return lines_of(self.name, self.theirs)

    @property
    def content(self):
        """What it says as far as it is right."""
        return self.form.content() if self.form.is_bound else self.stands

    @property
    def charts(self):
        """The charts of its key figures, by the key of their row."""
        if self.name != "figures" or self.is_wrong:
            return {}
        return {str(row["key"]): chart for row in self.content["rows"] if (chart := _chart(row))}

    @property
    def rows(self):
        """Its rows, each with its chart and its file where there is one."""
        return [self._row(form) for form in self.form]

    def _row(self, form):
        key = str(form["key"].value()) if "key" in form.fields else ""
        return {"form": form, "chart": self.charts.get(key), "file": self.files.get(key)}

    @property
    def errors(self):
        """What is wrong: (label, sentence, where)."""
        if not self.is_wrong:
            return []
        of_all = self.form.non_form_errors() if self.is_rows else []
        fields = [field for form in (self.form if self.is_rows else [self.form]) for field in form]
        return [(self.label, error, self.name) for error in of_all] + [
            (field.label, error, field.first_input_id) for field in fields for error in field.errors
        ]

    def typed(self, base):
        return Typed(self.name, self.form.content(), base)


def blank(step, version, *, names, more="", typed=None):
    """The blocks of ``step`` for a page: what stands in ``version``, or her ``typed`` fields."""
    blocks = _blocks_of(step, version.case)
    prefetch_related_objects([version], *{need for name in blocks for need in BLOCKS[name].needs})
    typed = MultiValueDict(typed or {})
    opened = []
    for name in blocks:
        content = BLOCKS[name].read(version)
        if base := typed.get(BASE.format(name)):
            opened.append(_with_theirs(posted(name, typed, names=names), base, content))
        else:
            form = _form(name, names, more=more == name, initial=_initial(name, content))
            opened.append(Opened(name, form, mark_of(content), stands=content))
    for block in opened:
        block.files = BLOCKS[block.name].files_of(version)
        block.kept_by = typed.get(KEPT_BY.format(block.name), "")
    _tell_who(opened, version)
    return opened


def posted(name, data, *, names):
    """A block as it was posted."""
    return Opened(name, _form(name, names, data=data), data[BASE.format(name)])


def posted_blocks(step, case, data):
    """The blocks of ``step`` that were on the page."""
    names = names_for(step, case)
    there = [name for name in _blocks_of(step, case) if BASE.format(name) in data]
    return [posted(name, data, names=names) for name in there]


def names_for(step, case):
    """The organisations that can be named on ``step``, by key."""
    return names_around(case) if WITH_ORGANISATIONS & set(step.blocks) else {}


def fields_of(data, names):
    """What of ``data`` belongs to the blocks with these names, as lists of texts."""
    starts = tuple(f"{name}-" for name in names)
    about = {kind.format(name) for name in names for kind in (BASE, KEPT_BY)}
    return {key: data.getlist(key) for key in data if key.startswith(starts) or key in about}


def kept_elsewhere(kept, data, *, left):
    """The fields of ``kept`` from another page of hers than the one that posted ``data``.

    A page answers for what it kept itself or was opened with; what is ``left`` takes its place.
    """
    kept, page = MultiValueDict(kept), data.get("pagina")
    by = {name: kept.get(KEPT_BY.format(name)) for name in LABELS if name not in left}
    others = [name for name in by if by[name] not in (None, page, data.get(KEPT_BY.format(name)))]
    return fields_of(kept, others)


def _blocks_of(step, case):
    """Who shares a published case, and what inspired it, does not change behind its version."""
    return [name for name in step.blocks if not (case.published_id and name in OF_THE_CASE)]


def _with_theirs(opened, base, content):
    stands = mark_of(content)
    if stands != base and not opened.is_wrong and mark_of(opened.form.content()) != stands:
        opened.theirs = content
    return opened


def _tell_who(opened, version):
    collided = [block for block in opened if block.theirs]
    if not collided:
        return
    savings = BlockSaving.objects.filter(version=version, block__in=[b.name for b in collided])
    savings = {saving.block: saving for saving in savings.select_related("by")}
    for block in collided:
        block.saving = savings.get(block.name)


def _form(name, names, *, data=None, more=False, initial=None):
    if name in FORMSETS:
        return FORMSETS[name](data, prefix=name, more=more, names=names, initial=initial)
    return FORMS[name](data, prefix=name, initial=initial)


def _initial(name, content):
    if name != "figures":
        return content["rows"] if name in FORMSETS else content
    return [row | _values_as_typed(row["values"]) for row in content["rows"]]


def _values_as_typed(values):
    lines = [(v["label"] or str(v["year"] or ""), _number(v["value"])) for v in values]
    is_single = len(lines) == 1 and not lines[0][0]
    return {"value": lines[0][1], "values": []} if is_single else {"value": "", "values": lines}


def _chart(row):
    """The chart of a key figure with several values, as it will be on the page; or None."""
    fields = {name: value for name, value in row.items() if name != "values"}
    figure = KeyFigure(**fields)
    figure.rows = [FigureValue(**value) for value in row["values"]]
    return presenting.chart_of(figure) if figure.is_chart else None


def lines_of(name, content):
    """What somebody else saved, in lines to read."""
    if name == "labels":
        return names_of_labels(content)
    rows = content.get("rows", [content])
    return [" · ".join(_words(row)) for row in rows]


def _words(row):
    told = (value for field, value in row.items() if field != "key")
    return [str(value) for value in told if value not in ("", None, False, [])]


def names_of_labels(content):
    """The names of themes and learning formats by their keys."""
    themes = Theme.objects.filter(pk__in=content["themes"])
    formats = LearningFormat.objects.filter(pk__in=content["learning_formats"])
    return [label.name for label in [*themes.order_by("name"), *formats.order_by("name")]]


def _number(value):
    return plain(value).replace(".", ",")
