"""What is wrong with a page as a browser shows it: axe, and what sticks out on a small screen."""

from functools import cache

from django.conf import settings

WIDE, PHONE, SMALLEST = 1280, 390, 320
SCHEMES = {WIDE: ("light", "dark"), PHONE: ("light", "dark"), SMALLEST: ()}
SEND_NOTHING = """() => {
  const form = document.createElement("form");
  const token = document.querySelector("[name=csrfmiddlewaretoken]").cloneNode();
  form.method = "post";
  form.append(token);
  document.querySelector("main").append(form);
  HTMLFormElement.prototype.submit.call(form);
}"""
AXE = """async () => (await axe.run()).violations.map(
  (found) => `${found.id}: ${found.nodes[0].html.slice(0, 150)}`
)"""
STICKS_OUT = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@cache
def axe_source():
    return (settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text()


def look(page):
    """Sentences about what is wrong, light and dark, wide and narrow, without loading it anew."""
    page.evaluate(axe_source())
    wrong = []
    for width in (WIDE, PHONE, SMALLEST):
        page.set_viewport_size({"width": width, "height": 900})
        if too_wide := page.evaluate(STICKS_OUT):
            wrong.append(f"{width}: sticks out {too_wide} pixels")
        for scheme in SCHEMES[width]:
            page.emulate_media(color_scheme=scheme)
            wrong += [f"{width} {scheme}: {found}" for found in page.evaluate(AXE)]
    return wrong


def send_nothing(page):
    """Send a form with no more than its token, as who presses the button at once."""
    with page.expect_navigation():
        page.evaluate(SEND_NOTHING)
