"""What people do on the pages of writing, with and without JavaScript."""

import re

from playwright.sync_api import expect

from tests.factories.people import PASSWORD

CHAPTERS = ("Aanleiding", "Aanpak", "Resultaat")


def begin(page, title):
    """A new case; the writer stands at its first step."""
    page.goto("/praktijkvoorbeelden/indienen/")
    page.get_by_label("Titel").fill(title)
    page.get_by_role("button", name="Begin met schrijven").click()
    at_step(page, "In het kort")


def at_step(page, step):
    expect(page.get_by_role("heading", name=step, level=1)).to_be_visible()


def go(page, step):
    """Press a step beside the form: what was typed goes along."""
    page.get_by_role("navigation", name="Stappen").get_by_role("button", name=step).click()
    at_step(page, step)


def field(page, name):
    """A field or a chapter by its label, as plain text or with the editor."""
    return page.get_by_role("textbox", name=re.compile(f"^{re.escape(name)}"))


def chapter(page, name, text, *, javascript):
    """Type a chapter; with JavaScript when its editor is there."""
    box = field(page, name)
    if javascript:
        expect(box).to_have_attribute("contenteditable", "true")
    box.fill(text)


def save(page):
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.get_by_text("Opgeslagen.", exact=True)).to_be_visible()


def saved(page, *, javascript):
    """With JavaScript it saves itself; without it somebody presses the button."""
    if javascript:
        expect(page.get_by_text(re.compile(r"Opgeslagen om \d\d:\d\d"))).to_be_visible()
    else:
        save(page)


def write_all_that_is_needed(page, title, *, words, javascript):
    """A case that can be handed in; ``words`` stand in its summary and its chapters."""
    begin(page, title)
    field(page, "Samenvatting").fill(f"In het kort {words}.")
    go(page, "Het verhaal")
    for name in CHAPTERS:
        chapter(page, name, f"{name} {words}.", javascript=javascript)
    go(page, "Vindbaar maken")
    choose_theme(page)
    go(page, "Nalezen en indienen")


def choose_theme(page):
    page.get_by_text("Kies uit de lijst").first.click()
    page.get_by_label("Gespreksvoering").check()


def hand_in(page):
    page.get_by_role("button", name="Dien in").click()
    expect(page.get_by_text("Ingediend. De redactie leest het")).to_be_visible()


def sign_in(page, user):
    field(page, "E-mailadres").fill(user.email)
    field(page, "Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def forget(trouble, *expected):
    """Some trouble was made on purpose; anything else still fails the test."""
    trouble[:] = [one for one in trouble if not one.startswith(expected)]
