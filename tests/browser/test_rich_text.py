"""Writing with the editor by keyboard, pasting from Word, and writing without JavaScript."""

import pytest
from playwright.sync_api import expect

from portal.ui.richtext import clean

pytestmark = pytest.mark.browser
PAGE = "/over/onderdelen/"
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p {margin: 0}</style></head><body>
<!--StartFragment--><h1 style='color:red'>Verslag<o:p></o:p></h1>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'>·<span>&nbsp;&nbsp; </span></span><![endif]><b>Meten</b></p>
<p class=MsoListParagraphCxSpLast style="mso-list:l0 level1 lfo1">·&nbsp;&nbsp;Bellen</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal style='margin:0'>Slot<img
src="file:///C:/plaatje.png"></p><!--EndFragment--></body></html>"""
PASTE = """(element, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const options = {clipboardData: data, bubbles: true, cancelable: true};
  element.dispatchEvent(new ClipboardEvent("paste", options));
}"""
SENT = "() => Object.fromEntries(new FormData(document.querySelector('main form[method=post]')))"

SELECTED = """(text) => {
  const { state } = document.querySelector(".lw-rich").editor;
  return state.doc.textBetween(state.selection.from, state.selection.to) === text;
}"""
AGAIN = """async () => {
  const text = await (await fetch(location.href)).text();
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector(".lw-rich");
  document.querySelector(".lw-rich").replaceWith(document.importNode(fresh, true));
  document.dispatchEvent(new CustomEvent("htmx:after:swap"));
}"""


def stored(page):
    """What the server would keep of what the form sends now."""
    form = page.evaluate(SENT)
    assert form["approach-as"] == "html"
    return clean(form["approach"])


@pytest.fixture
def story(page, transactional_db):
    page.goto(PAGE)
    box = page.get_by_role("textbox", name="Wat deden jullie?")
    expect(box).to_have_attribute("contenteditable", "true")
    return box


def test_writing_by_keyboard(page, story):
    page.evaluate("() => document.addEventListener('input', () => { window.changed = true; })")
    bold = page.get_by_role("button", name="Vet")
    story.press("Control+a")
    story.press("Delete")
    story.press("Shift+Tab")
    expect(bold).to_be_focused()
    page.keyboard.press("Enter")
    expect(bold).to_have_attribute("aria-pressed", "true")
    page.keyboard.type("Klein")
    page.keyboard.press("Control+b")
    page.keyboard.type(" begonnen")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Lijst", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("een")
    page.keyboard.press("Enter")
    page.keyboard.type("twee")

    assert page.evaluate("window.changed") is True
    assert stored(page) == (
        "<p><strong>Klein</strong> begonnen</p><ul><li>een</li><li>twee</li></ul>"
    )


def test_a_link_by_keyboard(page, story):
    story.press("Control+a")
    page.keyboard.type("Lees de site")
    page.keyboard.press("Control+Shift+ArrowLeft")
    page.wait_for_function(SELECTED, arg="site")
    page.keyboard.press("Control+k")
    page.keyboard.type("voorbeeld.nl")
    page.keyboard.press("Enter")
    expect(story).to_be_focused()

    link = '<a href="https://voorbeeld.nl" rel="nofollow noopener">site</a>'
    assert stored(page) == f"<p>Lees de {link}</p>"

    page.keyboard.press("Control+k")
    page.get_by_role("button", name="Haal de link weg").press("Enter")

    assert stored(page) == "<p>Lees de site</p>"


def test_a_table_by_keyboard(page, story):
    story.press("Control+a")
    story.press("Delete")
    page.get_by_role("button", name="Tabel", exact=True).press("Enter")
    page.keyboard.type("Wie")
    page.keyboard.press("Tab")
    page.keyboard.type("Uren")
    page.get_by_role("button", name="Rij weg").press("Enter")
    page.keyboard.press("Control+z")
    page.get_by_role("button", name="Kolom weg").press("Enter")

    assert page.evaluate(SENT)["approach"].count("<tr>") == 3
    assert stored(page).startswith('<table><thead><tr><th scope="col">Wie</th></tr></thead>')


def test_pasting_from_word(page, story):
    story.press("Control+a")
    story.press("Delete")
    story.evaluate(PASTE, FROM_WORD)

    assert stored(page) == (
        "<h3>Verslag</h3><ul><li><strong>Meten</strong></li><li>Bellen</li></ul><p>Slot</p>"
    )


def test_what_was_sent_is_shown_again(page, story):
    story.press("Control+End")
    page.keyboard.type(" in mei")
    page.get_by_role("button", name="Probeer het").click()

    expect(page.locator("[data-error-summary]")).to_be_visible()
    expect(story).to_have_attribute("contenteditable", "true")
    expect(story.locator("li")).to_have_text("een ochtend in mei")


def test_the_label_and_the_list_of_errors_lead_to_the_editor(page, story):
    page.locator("label", has_text="Wat deden jullie?").click()
    expect(story).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.get_by_role("button", name="Probeer het").click()
    page.locator("[data-error-summary] a[href='#id_approach']").click()

    expect(page.get_by_role("textbox", name="Wat deden jullie?")).to_be_focused()
    expect(story).to_have_attribute("aria-invalid", "true")


def test_the_editor_starts_in_what_htmx_puts_in(page, story):
    """The same field again, without its editor; another editor takes its place."""
    page.evaluate(AGAIN)

    expect(story).to_have_attribute("contenteditable", "true")
    expect(story.locator("li")).to_have_text("een ochtend")


def test_without_javascript(plain_page):
    plain_page.goto(PAGE)
    box = plain_page.get_by_label("Wat deden jullie?")
    expect(box).to_have_value("We **begonnen** klein:\n\n- een ochtend")
    expect(plain_page.get_by_text("Een lege regel maakt een nieuwe alinea")).to_be_visible()
    expect(plain_page.get_by_role("toolbar")).to_have_count(0)
    box.fill("1. Meten & **weten**\n2. 3 * 4 < 13")

    plain_page.get_by_role("button", name="Probeer het").click()

    expect(plain_page.get_by_label("Wat deden jullie?")).to_have_value(
        "1. Meten & **weten**\n2. 3 * 4 < 13"
    )
