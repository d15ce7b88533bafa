from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail as outbound
from django.template.loader import get_template
from django.utils import timezone

from portal.accounts import mail
from portal.mail import delivery
from portal.mail.models import Mail
from tests.factories.organisations import make_organisation
from tests.factories.people import make_user

TEMPLATES = Path(mail.__file__).parent / "templates"
MAILS = sorted(
    str(path.relative_to(TEMPLATES))
    for folder in ("account/email", "mfa/email", "accounts/mail")
    for path in (TEMPLATES / folder).iterdir()
)
FACTS = {
    "code": "BCDF-GHJK",
    "key": "sleutel",
    "uid": "1",
    "from_email": "oud@soest.example",
    "to_email": "nieuw@soest.example",
    "deleted_email": "nieuw@soest.example",
    "reason": "Dit is geen <overheid>.",
}


class Links(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.found.append(dict(attributes)["href"])


@pytest.mark.parametrize("template", MAILS)
def test_each_letter_says_the_same_in_text_and_html(template):
    facts = FACTS | {
        "organisation": make_organisation("Soest & Baarn"),
        "user": make_user(),
        "timestamp": timezone.now(),
    }

    letter = mail.write(template, "ik@soest.example", facts)

    assert letter.to == "ik@soest.example"
    assert letter.text.startswith("Hallo,\n\n")
    assert "\n" not in letter.subject
    assert "&amp;" not in letter.subject + letter.text
    links = [word for word in letter.text.split() if word.startswith(settings.SITE_URL)]
    assert [link for link in links if link not in Links(letter.html).found] == []
    assert get_template(template).origin.name.startswith(str(TEMPLATES))


def test_every_mail_that_allauth_can_send_here_is_ours():
    ours = {name for name in MAILS if not name.startswith("accounts/")}

    assert len(ours) == 16


def test_the_row_holds_neither_address_nor_code_in_the_clear():
    now = timezone.now()

    row = mail.send("account/email/login_code.txt", "ik@soest.example", FACTS, now=now)

    assert "soest" not in f"{row.subject}{row.recipient}{row.occasion}"
    assert b"BCDF" not in bytes(row.payload)
    assert row.urgent
    assert row.not_after == now + timedelta(minutes=15)


def test_it_is_delivered_and_then_wiped(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    now = timezone.now()
    row = mail.send("account/email/login_code.txt", "ik@soest.example", FACTS, now=now)

    delivery.deliver([row.pk], now=now)

    row = Mail.objects.get()
    assert (row.state, row.payload) == ("accepted", None)
    assert [(each.to, each.subject) for each in outbound.outbox] == [
        (["ik@soest.example"], "Je code is BCDF-GHJK")
    ]
