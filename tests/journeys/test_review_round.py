"""Handing in, remarks, an answer, publishing; and the next version while the public reads on."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import CaseStudy
from portal.mail import delivery
from portal.mail.models import Mail
from tests.factories.cases import make_case
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor
from tests.factories.themes import make_theme
from tests.journeys.writing import (
    chapter,
    field,
    go,
    hand_in,
    save,
    write_all_that_is_needed,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Samen leren vergaderen"
STEPS = ["Ingediend", "De redactie vraagt een aanvulling", "Ingediend", "Gepubliceerd"]


@pytest.fixture
def writer():
    make_theme("Gespreksvoering")
    return make_organisation_editor(make_municipality("Soest"))


def mailed(smtp):
    """What was sent by now, in the order of sending."""
    due = Mail.objects.due(timezone.now()).order_by("pk").values_list("pk", flat=True)
    delivery.deliver(list(due), now=timezone.now())
    return [message["Subject"].removesuffix(f": {TITLE}") for message in smtp.messages]


def test_the_whole_round_with_remarks(enter, writer, javascript, smtp):
    page, editor, visitor = enter(writer), enter(make_editor()), enter()
    write_all_that_is_needed(page, TITLE, words="over vergaderen", javascript=javascript)
    hand_in(page)
    assert mailed(smtp) == STEPS[:1]
    hidden_from(visitor)

    ask_for_more(editor)
    assert mailed(smtp) == STEPS[:2]
    hidden_from(visitor)

    answer_and_hand_in_again(page, javascript)
    assert mailed(smtp) == STEPS[:3]

    settle_and_publish(editor)
    assert mailed(smtp) == STEPS
    visitor.goto(CaseStudy.objects.get().get_absolute_url())
    result = visitor.get_by_role("region", name="Resultaat")
    expect(result.get_by_text("Het kostte twee uur per week.")).to_be_visible()
    expect(visitor.get_by_text("Wat kostte het?")).to_have_count(0)


def hidden_from(visitor):
    address = CaseStudy.objects.get().get_absolute_url()
    assert visitor.goto(address).status == 404


def ask_for_more(editor):
    editor.goto("/redactie/")
    editor.get_by_role("link", name=TITLE).click()
    editor.get_by_role("button", name="Neem in beoordeling").click()
    editor.get_by_label("Waarover?").select_option("Resultaat")
    field(editor, "Opmerking").fill("Wat kostte het?")
    editor.get_by_role("button", name="Bewaar de opmerking").click()
    expect(editor.get_by_text("nog niet verstuurd")).to_be_visible()
    field(editor, "Wat wil je de schrijvers laten weten?").fill("Bijna klaar.")
    editor.get_by_role("button", name="Vraag een aanvulling").click()
    expect(editor.get_by_text("Je vraag is verstuurd.")).to_be_visible()


def answer_and_hand_in_again(page, javascript):
    page.goto("/mijn/praktijkvoorbeelden/")
    expect(page.get_by_text("Bijna klaar.")).to_be_visible()
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Bewerk of dien in").click()
    go(page, "Het verhaal")
    expect(page.get_by_text("Wat kostte het?")).to_be_visible()
    chapter(page, "Resultaat", "Het kostte twee uur per week.", javascript=javascript)
    save(page)
    page.get_by_role("link", name="Beantwoord deze opmerking").click()
    field(page, "Jullie antwoord").fill("Dat staat er nu bij.")
    page.get_by_role("button", name="Bewaar je antwoord").click()
    page.get_by_role("link", name="Schrijf verder").click()
    go(page, "Nalezen en indienen")
    hand_in(page)


def settle_and_publish(editor):
    editor.goto("/redactie/")
    editor.get_by_role("link", name=TITLE).click()
    editor.get_by_role("button", name="Neem in beoordeling").click()
    expect(editor.get_by_text("Dat staat er nu bij.")).to_be_visible()
    editor.get_by_role("button", name="Afgehandeld").click()
    expect(editor.get_by_text("afgehandeld op")).to_be_visible()
    editor.get_by_role("button", name="Publiceer nu").click()
    expect(editor.get_by_text("Het voorbeeld staat online.")).to_be_visible()


def test_the_public_reads_the_old_text_until_the_new_is_published(enter, writer, javascript):
    case = make_case(
        TITLE,
        organisations=[writer.organisation],
        sections=[{"kind": kind, "body": "Oude woorden."} for kind in ("approach", "result")],
        people=[{"role": "contact", "name": "Fien Fictief"}],
        themes=["Gespreksvoering"],
    )
    page, editor, visitor = enter(writer), enter(make_editor()), enter()
    page.goto(f"{case.get_absolute_url()}bewerken/verhaal/")
    chapter(page, "Aanpak", "Nieuwe woorden.", javascript=javascript)
    save(page)
    reads(visitor, case, "Oude woorden.")
    go(page, "Nalezen en indienen")
    hand_in(page)

    editor.goto("/redactie/")
    editor.get_by_role("link", name=TITLE).click()
    reads(visitor, case, "Oude woorden.")
    editor.get_by_role("button", name="Neem in beoordeling").click()
    changes = editor.get_by_role("region", name="Anders dan wat nu online staat")
    expect(changes.locator("del")).to_have_text("[weg: Oude ]")
    expect(changes.locator("ins")).to_have_text("[toegevoegd: Nieuwe ]")
    editor.get_by_role("button", name="Publiceer nu").click()
    expect(editor.get_by_text("Het voorbeeld staat online.")).to_be_visible()

    reads(visitor, case, "Nieuwe woorden.")


def reads(visitor, case, words):
    visitor.goto(case.get_absolute_url())
    expect(visitor.get_by_role("region", name="Aanpak").get_by_role("paragraph")).to_have_text(
        words
    )
