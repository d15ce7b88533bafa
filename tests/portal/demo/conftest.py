import mailbox
import os
from email.message import EmailMessage

import pytest


@pytest.fixture
def box(tmp_path, settings):
    """The demo's mailbox; a folder of letters, as the catcher keeps them."""
    settings.ROOT_URLCONF = "tests.portal.demo.urls"
    settings.DEMO_MAIL = tmp_path / "mail"
    return mailbox.Maildir(settings.DEMO_MAIL)


def put(box, message, *, at=None):
    """Keep this message (bytes or EmailMessage); its key in the addresses."""
    content = message.as_bytes() if isinstance(message, EmailMessage) else message
    key = box.add(content)
    if at:
        os.utime(os.path.join(box._path, "new", key), (at.timestamp(), at.timestamp()))
    return key


def make_message(subject="Bevestiging", to="asker@example.nl", text="Tot dan.", html=""):
    message = EmailMessage()
    message["Delivered-To"] = to
    message["Subject"] = subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message
