import runpy
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from portal import urls
from tests.portal.demo.conftest import make_message, put

MORNING, EVENING = datetime(2027, 3, 1, 9, tzinfo=UTC), datetime(2027, 3, 1, 19, tzinfo=UTC)
SCRIPT = "<script>document.title = 'HACKED'</script>"


def page(client, name, *args):
    return client.get(reverse(f"demo:{name}", args=args, urlconf="tests.portal.demo.urls"))


def test_the_newest_letter_stands_first(client, box):
    put(box, make_message("Vroeg", to="asker@example.nl"), at=MORNING)
    put(box, make_message("Laat", to="waiter@example.nl"), at=EVENING)

    letters = page(client, "mailbox").context["page"].object_list

    assert [(letter.subject, letter.to) for letter in letters] == [
        ("Laat", "waiter@example.nl"),
        ("Vroeg", "asker@example.nl"),
    ]


def test_the_mailbox_says_when(client, box):
    put(box, make_message(), at=MORNING)
    assert b"1 maart 2027, 10:00:00" in page(client, "mailbox").content


def test_an_empty_mailbox_says_how_to_get_mail(client, box, settings, tmp_path):
    settings.DEMO_MAIL = tmp_path / "not there yet"
    assert b"Er is nog geen mail" in page(client, "mailbox").content


@pytest.mark.parametrize("count", [1, 3])
def test_the_mailbox_asks_the_database_nothing(client, box, django_assert_num_queries, count):
    for _ in range(count):
        put(box, make_message())
    with django_assert_num_queries(0):
        page(client, "mailbox")


def test_a_letter_shows_its_text_and_headers(client, box):
    key = put(box, make_message("Tot morgen", text="Kijk op https://example.nl/a & kom"))
    content = page(client, "letter", key).content.decode()

    assert "<h1>Tot morgen</h1>" in content
    assert '<a href="https://example.nl/a"' in content
    assert "Delivered-To: asker@example.nl" in content
    assert "<iframe" not in content


def test_a_letter_with_html_shows_it_in_a_frame_of_its_own(client, box):
    key = put(box, make_message(html="<p style='color:red'>Hoi</p>"))
    letter = page(client, "letter", key)

    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in letter.content.decode()
    assert "frame-src 'self'" in letter.headers["Content-Security-Policy"]


def test_the_html_may_do_nothing_but_look(client, box):
    key = put(box, make_message(html=f"<html><head></head><p style='color:red'>Hoi{SCRIPT}</p>"))
    frame = page(client, "letter_html", key)
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in frame.headers["Content-Security-Policy"].split(";")
    )

    assert policy == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",
        "sandbox": "allow-popups allow-popups-to-escape-sandbox",
    }
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert '<head><base target="_blank"></head>' in frame.content.decode()


def test_html_without_a_head_opens_links_in_a_new_tab_too(client, box):
    key = put(box, make_message(html="<p>Hoi</p>"))
    assert page(client, "letter_html", key).content.startswith(b'<base target="_blank"><p>')


def test_attachments_are_downloads(client, box):
    message = make_message()
    message.add_attachment(b"BEGIN:VCALENDAR", "text", "calendar", filename='af"spraak.ics')
    message.add_attachment(SCRIPT.encode(), "text", "html", filename="hoi.html")
    key = put(box, message)
    calendar, hostile = (page(client, "attachment", key, number) for number in (1, 2))

    assert calendar.content == b"BEGIN:VCALENDAR"
    assert calendar.headers["Content-Disposition"] == 'attachment; filename="af\\"spraak.ics"'
    assert hostile.headers["Content-Type"] == "application/octet-stream"
    assert hostile.headers["X-Content-Type-Options"] == "nosniff"
    assert b"hoi.html" in page(client, "letter", key).content


def test_what_is_not_there_is_not_found(client, box):
    key = put(box, make_message())

    assert page(client, "letter", "..").status_code == 404
    assert page(client, "letter_html", key).status_code == 404
    assert page(client, "attachment", key, 1).status_code == 404
    assert page(client, "attachment", key, 0).status_code == 404


def test_there_is_a_mailbox_in_a_demo_only(client, settings):
    assert client.get("/demo/postvak/").status_code == 404
    settings.DEMO = True
    patterns = runpy.run_path(urls.__file__)["urlpatterns"]
    assert "demo/" in [str(pattern.pattern) for pattern in patterns]


HOSTILE = f"""
<html><head><meta http-equiv="refresh" content="0;url=https://evil.example/"></head>
<body onload="top.document.title = 'HACKED'">{SCRIPT}
<img src="https://evil.example/pixel.png" onerror="top.document.title = 'HACKED'">
<iframe src="javascript:top.document.title = 'HACKED'"></iframe>
<form action="https://evil.example/" method="post"><button>Klik</button></form>
<a href="javascript:top.document.title = 'HACKED'">Klik hier</a><p>Gelezen</p></body></html>
"""


@pytest.mark.browser
def test_hostile_mail_does_nothing_in_a_browser(page, trouble, box):
    key = put(box, make_message(f"Hoi {SCRIPT}", text=SCRIPT, html=HOSTILE))
    page.goto(f"/demo/postvak/{key}/")
    frame = page.frame_locator("iframe")
    frame.get_by_text("Gelezen").wait_for()
    frame.get_by_text("Klik hier").click()
    page.wait_for_timeout(300)

    assert page.title().startswith("Hoi <script>")
    assert "csp: https://evil.example/pixel.png" in trouble
    assert page.context.pages == [page]
    assert page.url.endswith(f"/demo/postvak/{key}/")
    trouble.clear()  # the browser says what it refused
