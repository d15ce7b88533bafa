from urllib.parse import quote

import pytest
from django.conf import settings as current

from .smtp import MoodyServer


@pytest.fixture
def smtp(settings):
    """A mail server, and the portal set to send by it."""
    with MoodyServer() as server:
        settings.EMAIL_BACKEND = "portal.mail.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 5
        yield server


@pytest.fixture
def database_url():
    """The tests' database, for a process of its own."""
    database = current.DATABASES["default"]
    quoted = {name: quote(str(database[name]), safe="") for name in database}
    return "postgresql://{USER}:{PASSWORD}@:{PORT}/{NAME}?host={HOST}".format(**quoted)
