"""The steps in which a case is written. They can be taken in any order, and stand here only."""

from dataclasses import dataclass

from .models import Section


@dataclass(frozen=True)
class WritingStep:
    """A page of the form, with the blocks that are on it; ``name`` stands in its address."""

    name: str
    label: str
    about: str
    blocks: tuple[str, ...] = ()


HAND_IN = "indienen"
STEPS = {
    step.name: step
    for step in (
        WritingStep(
            "kort",
            "In het kort",
            "Hoe heet het, en wat moet een collega als eerste weten?",
            ("title", "kind", "summary", "facts", "owners"),
        ),
        WritingStep(
            "verhaal",
            "Het verhaal",
            "Schrijf zoals je het een collega vertelt. Wat je nog niet weet, laat je leeg.",
            tuple(kind.value for kind in Section.Kind),
        ),
        WritingStep(
            "lessen",
            "Engelen en beren",
            "Wat of wie hielp, wat zat in de weg, en wat geef je een collega mee?",
            ("factors",),
        ),
        WritingStep(
            "cijfers",
            "Cijfers",
            "Een paar cijfers maken je verhaal sterk. Een reeks of verdeling wordt een grafiek.",
            ("figures",),
        ),
        WritingStep(
            "mensen",
            "Mensen en citaten",
            "Wie deden mee, wie zei wat, en wie kunnen collega's iets vragen?",
            ("people", "quotes", "partners"),
        ),
        WritingStep(
            "beeld",
            "Beeld en bijlagen",
            "Een foto van mensen aan het werk zegt veel. Bijlagen zijn om mee te nemen.",
            ("images", "attachments"),
        ),
        WritingStep(
            "vindbaar",
            "Vindbaar maken",
            "Waar gaat het over, en waar kan een collega meer lezen?",
            ("labels", "inspirations", "recognitions", "references", "links"),
        ),
        WritingStep(
            HAND_IN, "Nalezen en indienen", "Lees het na. Ben je tevreden, dan dien je het in."
        ),
    )
}
FIRST = next(iter(STEPS))
LABELS = {
    "title": "Titel",
    "summary": "Samenvatting",
    "kind": "Soort verhaal",
    "facts": "Feiten",
    "owners": "Samen met",
    "factors": "Engelen, beren en tips",
    "figures": "Kengetallen",
    "people": "Mensen",
    "quotes": "Citaten",
    "partners": "Partners",
    "images": "Afbeeldingen",
    "attachments": "Bijlagen",
    "labels": "Thema's en werkvormen",
    "inspirations": "Geïnspireerd door",
    "recognitions": "Erkenningen",
    "references": "Bronnen",
    "links": "Links",
} | {kind.value: kind.label for kind in Section.Kind}


def after(step):
    """The step that follows in the usual order; after the last one the first."""
    steps = list(STEPS.values())
    return steps[(steps.index(step) + 1) % len(steps)]
