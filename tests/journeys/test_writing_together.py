"""Two colleagues write one case at once: they see both texts and choose, and neither is lost."""

import pytest
from playwright.sync_api import expect

from cases.models import Section
from tests.factories.cases import make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.journeys.writing import at_step, chapter, field, saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ANNA = "Anna begon met een rondje."
BART = "Bart begon met koffie."


@pytest.fixture
def two(enter):
    """The pages of two colleagues, both at the chapters of one case."""
    soest = make_municipality("Soest")
    case = make_version("Samen leren", organisations=[soest]).case
    pages = [enter(make_user(name=name, organisation=soest)) for name in ("Anna", "Bart")]
    for page in pages:
        page.goto(f"{case.get_absolute_url()}bewerken/verhaal/")
        at_step(page, "Het verhaal")
    return pages


def press_save(page):
    page.get_by_role("button", name="Opslaan", exact=True).click()


def stored():
    return {section.kind: section.body for section in Section.objects.all()}


@pytest.mark.parametrize(
    ("button", "stays"), [("Bewaar mijn tekst", BART), ("Neem de andere tekst", ANNA)]
)
def test_at_one_chapter_the_second_chooses(two, javascript, button, stays):
    anna, bart = two
    chapter(anna, "Aanpak", ANNA, javascript=javascript)
    saved(anna, javascript=javascript)
    chapter(bart, "Aanpak", BART, javascript=javascript)
    if javascript:
        expect(bart.get_by_text("Nog niet alles is opgeslagen")).to_be_visible()
    press_save(bart)

    expect(bart.get_by_text("Anna bewaarde «Aanpak» ook")).to_be_visible()
    expect(bart.get_by_text(ANNA)).to_be_visible()
    expect(typed(bart, javascript)).to_have_count(1)
    assert stored() == {"approach": f"<p>{ANNA}</p>"}

    bart.get_by_role("button", name=button).click()
    expect(bart.get_by_text("Opgeslagen.", exact=True)).to_be_visible()
    assert stored() == {"approach": f"<p>{stays}</p>"}


def typed(page, javascript):
    """The field with what Bart typed."""
    box = field(page, "Aanpak")
    expect(box).to_have_text(BART) if javascript else expect(box).to_have_value(BART)
    return box


def test_at_two_chapters_nothing_is_asked(two, javascript):
    anna, bart = two
    chapter(anna, "Aanpak", ANNA, javascript=javascript)
    saved(anna, javascript=javascript)
    chapter(bart, "Resultaat", BART, javascript=javascript)
    saved(bart, javascript=javascript)
    chapter(anna, "Aanleiding", "En toen.", javascript=javascript)
    press_save(anna)

    expect(anna.get_by_text("Opgeslagen.", exact=True)).to_be_visible()
    assert stored() == {
        "approach": f"<p>{ANNA}</p>",
        "result": f"<p>{BART}</p>",
        "context": "<p>En toen.</p>",
    }
