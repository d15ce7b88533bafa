"""What could still be better before it goes to the editors: advice by rules, in plain Dutch.

It holds nobody back; what the editors cannot do without stands in ``ready.missing_of``. It reads
a ``Version`` with all that its writers put in it (``all_contents_of``), and asks no database.
"""

from dataclasses import dataclass
from itertools import chain

from cases.models import Factor, Section
from cases.steps import STEPS

from . import names, plain_writing
from .texts import texts_of

TOO_ALIKE = 0.8  # share of the words of a summary that stand in the title already
FIELDS = {"title": "title", "summary": "summary", "facts": "period"}
FIELDS |= {kind.value: "body" for kind in Section.Kind}
EMPTY = {
    Section.Kind.CONTEXT: "Vertel waarom jullie hieraan begonnen.",
    Section.Kind.CONDITIONS: "Schrijf op wat een andere gemeente nodig heeft om dit te doen.",
}


@dataclass(frozen=True)
class Advice:
    """A friendly sentence, and the block on a step of writing that it is about."""

    step: str
    block: str
    sentence: str

    @property
    def anchor(self):
        """Where it stands on its step: the field, or the list of rows."""
        field = FIELDS.get(self.block)
        return f"id_{self.block}-{field}" if field else self.block


def checklist_of(version, contents, *, without_consent=()):
    """Advice about ``version``; ``without_consent`` are its quotes that nobody agreed to yet."""
    texts = texts_of(version, contents)
    rules = (
        names.told(version, contents, texts),
        _said_twice(version),
        _empty_chapters(contents),
        _no_drawbacks(contents),
        plain_writing.long_sentences(texts),
        plain_writing.abbreviations(texts, names={owner.short_name for owner in contents.owners}),
        _no_figures(contents),
        _unasked(without_consent),
        _undescribed(contents),
    )
    return [Advice(*advice) for advice in chain(*rules)]


def by_step(advice):
    """The same in the order of writing: (step, its advice)."""
    told = [(step, [one for one in advice if one.step == step.name]) for step in STEPS.values()]
    return [(step, found) for step, found in told if found]


def _said_twice(version):
    told, title = plain_writing.words(version.summary), plain_writing.words(version.title)
    if told and len(told & title) >= TOO_ALIKE * len(told):
        yield (
            "kort",
            "summary",
            "De samenvatting zegt bijna hetzelfde als de titel. Vertel ook wat het opleverde.",
        )


def _empty_chapters(contents):
    for kind, sentence in EMPTY.items():
        if not contents.section(kind).strip():
            yield "verhaal", kind.value, f"«{kind.label}» is nog leeg. {sentence}"


def _no_drawbacks(contents):
    bears = contents.texts_of(Factor.Kind.BEAR)
    if not bears and not contents.section(Section.Kind.DRAWBACKS).strip():
        yield (
            "verhaal",
            Section.Kind.DRAWBACKS.value,
            "Wat viel tegen? Noem één nadeel of één beer: juist daar leren collega's van.",
        )


def _no_figures(contents):
    if not contents.figures:
        yield (
            "cijfers",
            "figures",
            "Zet er een cijfer bij: hoeveel collega's, hoeveel dagen, of wat het kostte.",
        )


def _unasked(quotes):
    for quote in quotes:
        who = quote.person or "degene die dit zei"
        said = plain_writing.start(quote.text)
        yield "mensen", "quotes", f"Vraag {who} of dit erin mag: «{said}»."


def _undescribed(contents):
    """An image is told to who cannot see it, or is only there to look nice."""
    unsaid = [image for image in contents.images if not image.alt_text.strip()]
    number = sum(not image.is_decorative for image in unsaid)
    if number:
        which = "een afbeelding" if number == 1 else f"{number} afbeeldingen"
        yield "beeld", "images", f"Beschrijf bij {which} wat erop staat, voor wie het niet ziet."
