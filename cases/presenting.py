"""How the parts of a version are shown: in short, as steps, as big figures and as charts."""

from dataclasses import dataclass
from itertools import accumulate

from django.utils.text import Truncator

from portal.ui import charts
from portal.ui.richtext import lines_of

from .models import Factor, KeyFigure, Section

BRIEF = 180  # characters
IN_SHORT = {
    Section.Kind.CONTEXT: "target-arrow",
    Section.Kind.APPROACH: "route",
    Section.Kind.RESULT: "chart-dots-3",
}


def brief_of(contents):
    """Context, approach and result in a sentence or two: (label, icon, text)."""
    texts = {kind: in_short(contents.section(kind)) for kind in IN_SHORT}
    return [(kind.label, IN_SHORT[kind], text) for kind, text in texts.items() if text]


def in_short(body):
    """The first lines of a chapter as whole sentences, as far as they fit."""
    sentences = [_sentence(text, is_item) for text, is_item in lines_of(body)]
    texts = accumulate(sentences, "{} {}".format)
    fitting = [text for text in texts if len(text) <= BRIEF]
    return fitting[-1] if fitting else Truncator(" ".join(sentences)).chars(BRIEF)


def _sentence(text, is_item):
    """An item of a list ends like a sentence; other lines are as the writer typed them."""
    return f"{text}." if is_item and text[-1] not in ".!?" else text


@dataclass(frozen=True)
class BigFigure:
    """A figure that stands alone: «bijna 250», «deelnemers», and what else is known of it."""

    figure: KeyFigure
    value: str

    @property
    def label(self):
        unit = self.figure.unit
        return (
            self.figure.name
            if not unit or unit in self.figure.name
            else f"{unit} · {self.figure.name}"
        )

    @property
    def details(self):
        when = "" if self.figure.kind == KeyFigure.Kind.MOMENT else self.figure.when
        return ", ".join(filter(None, [self.figure.note, when]))


@dataclass(frozen=True)
class Shown:
    """The parts of a version in the form that the page shows them."""

    brief: list
    figures: list[BigFigure]
    charts: list
    pull_quotes: list
    quotes: list
    contacts: list
    people: list
    lessons: list["Lessons"]
    toc: list[tuple[str, str]]


@dataclass(frozen=True)
class Lessons:
    """A box of what helped or what stood in the way."""

    title: str
    tone: str
    icon: str
    texts: list[str]


LESSONS = {
    Factor.Kind.ANGEL: ("Engelen: dit hielp", "good", "heart-handshake"),
    Factor.Kind.BEAR: ("Beren: dit zat in de weg", "learn", "alert-triangle"),
    Factor.Kind.SUCCESS: ("Zonder dit lukt het niet", "good", "check"),
    Factor.Kind.TIP: ("Tips voor collega's", "learn", "bulb"),
}


def shown(contents):
    """All of it at once, for the template."""
    figures = [figure for figure in contents.figures if not figure.is_chart]
    return Shown(
        brief=brief_of(contents),
        figures=[BigFigure(figure, _value_of(figure)) for figure in figures],
        charts=charts_of(contents),
        pull_quotes=[quote for quote in contents.quotes if quote.is_pull_quote],
        quotes=[quote for quote in contents.quotes if not quote.is_pull_quote],
        contacts=[person for person in contents.people if person.is_contact],
        people=[person for person in contents.people if not person.is_contact],
        lessons=lessons_of(contents),
        toc=toc_of(contents),
    )


def lessons_of(contents):
    """The boxes that have something in them."""
    texts = {kind: contents.texts_of(kind) for kind in LESSONS}
    return [Lessons(*LESSONS[kind], texts=texts[kind]) for kind in LESSONS if texts[kind]]


def toc_of(contents):
    """What stands on the page, in the order of the page: (anchor, label)."""
    kinds = {section.kind: section.get_kind_display() for section in contents.sections}
    early = [(kind, kinds[kind]) for kind in IN_SHORT if kind in kinds]
    late = [(kind, label) for kind, label in kinds.items() if kind not in IN_SHORT]
    return [
        *early,
        *([("cijfers", "Cijfers")] if contents.figures else []),
        *([("lessen", "Engelen en beren")] if contents.factors else []),
        *late,
        *([("mensen", "Mensen")] if any(not p.is_contact for p in contents.people) else []),
    ]


def _value_of(figure):
    return (
        figure.when if figure.kind == KeyFigure.Kind.MOMENT else figure.shown(figure.rows[0].value)
    )


def charts_of(contents):
    """The figures with several values, each with its chart: (figure, chart)."""
    return [(figure, chart_of(figure)) for figure in contents.figures if figure.is_chart]


def chart_of(figure):
    """The bars of shares, or the line of a series; a figure carries its ``rows``."""
    if figure.kind == KeyFigure.Kind.SHARE:
        return charts.shares([(row.label, row.value) for row in figure.rows])
    return charts.line([(str(row.year), row.value) for row in figure.rows], unit=figure.unit)
