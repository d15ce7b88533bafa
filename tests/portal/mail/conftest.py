import pytest

from .smtp import MoodyServer


@pytest.fixture
def smtp(settings):
    """A mail server, and the portal set to send by it."""
    with MoodyServer() as server:
        settings.EMAIL_BACKEND = "portal.mail.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 5
        yield server
