"""How far the writing is: what is still missing, and what stands on each step."""

from .models import Person, Section, State, Unsaved
from .models.contents import all_contents_of
from .steps import HAND_IN, STEPS


def missing_of(version, writer):
    """What the editors cannot do without, each as (step, sentence); none when it can go to them."""
    contents = all_contents_of(version)
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
            not any(person.role == Person.Role.CONTACT for person in contents.people),
            "Zet er een contactpersoon bij: wie kunnen collega's een vraag stellen?",
        ),
        (
            "vindbaar",
            not contents.themes,
            "Kies minstens één thema: zo vinden collega's je voorbeeld.",
        ),
        (
            HAND_IN,
            lead.ended_on is not None,
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
    """What the last step shows."""
    return {
        "missing": missing_of(version, writer),
        "may_hand_in": version.may_be_taken_to(State.SUBMITTED, user=writer),
        "is_writable": version.is_writable,
    }
