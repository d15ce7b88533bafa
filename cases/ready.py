"""How far the writing is: what is still missing, and what stands on each step."""

from . import desk, similar
from .advice.checklist import by_step, checklist_of
from .consents import without_consent
from .models import Person, Place, Quote, Section, State, Unsaved
from .models.contents import all_contents_of
from .steps import HAND_IN, STEPS

# Where the remarks on a block are filed; a chapter and the other lists have a place of their own.
PLACES = {name: Place.BRIEF for name in ("title", "kind", "summary", "facts", "owners")}
PLACES |= {"partners": Place.PEOPLE, "labels": Place.THEMES}
PLACES |= dict.fromkeys(("inspirations", "recognitions", "references", "links"), Place.SOURCES)
PLACES |= dict.fromkeys(("images", "attachments"), Place.FILES)


def missing_of(version, writer, contents=None):
    """What the editors cannot do without, each as (step, sentence); none when it can go to them."""
    contents = contents or all_contents_of(version)
    lead = contents.owners[0]
    lacks = [
        ("kort", not version.summary, "Vat het in een paar zinnen samen."),
        ("verhaal", not contents.section(Section.Kind.APPROACH), "Schrijf op wat jullie deden."),
        (
            "verhaal",
            not contents.section(Section.Kind.RESULT),
            "Schrijf op wat het opleverde, ook als dat nog weinig is.",
        ),
        (
            "mensen",
            not version.case.from_public_source
            and not any(person.role == Person.Role.CONTACT for person in contents.people),
            "Zet er een contactpersoon bij: wie kunnen collega's een vraag stellen?",
        ),
        (
            "vindbaar",
            not contents.themes,
            "Kies minstens één thema: zo vinden collega's je voorbeeld.",
        ),
        (
            HAND_IN,
            lead.ended_on is not None and not version.case.from_public_source,
            f"{lead.full_name} bestaat niet meer. Vraag de redactie wat nu kan.",
        ),
    ]
    unsaved = Unsaved.objects.filter(case=version.case_id, writer=writer)
    left = [
        (name, True, f"Op de stap «{STEPS[name].label}» staat nog tekst die niet is opgeslagen.")
        for name in unsaved.order_by("pk").values_list("step", flat=True)
    ]
    return [(STEPS[step], sentence) for step, is_lacking, sentence in [*lacks, *left] if is_lacking]


def steps_of(case, writer, *, here):
    """The steps for the navigation: (step, whether it is this one, whether text waits there)."""
    unsaved = Unsaved.objects.filter(case=case, writer=writer)
    waiting = set(unsaved.values_list("step", flat=True))
    return [(step, step == here, step.name in waiting) for step in STEPS.values()]


def told(version, writer):
    """What the last step shows: what lacks, advice, what looks like it, and who hands in."""
    contents, unasked = all_contents_of(version), without_consent(Quote, version)
    return {
        "missing": missing_of(version, writer, contents),
        "advice": by_step(checklist_of(version, contents, without_consent=unasked)),
        "may_hand_in": version.may_be_taken_to(State.SUBMITTED, user=writer),
        "is_writable": version.is_writable,
    } | similar.about(version.case, version)


def remarks_of(step, version, user):
    """The open and answered remarks of the editors on ``step``, by the block they stand at."""
    found = desk.remarks_of(version, user)
    if step.name == HAND_IN:
        return {HAND_IN: found.get(Place.GENERAL, [])}
    places = {PLACES.get(block, block): block for block in reversed(step.blocks)}
    return {block: found[place] for place, block in places.items() if place in found}
