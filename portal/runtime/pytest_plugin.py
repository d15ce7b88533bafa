"""PostgreSQL and Valkey for the tests, when DATABASE_URL and REDIS_URL are not both set.

Loaded with -p, so that the addresses are in the environment before the settings are read; the
workers of pytest-xdist inherit them, each with a database and a prefix in the broker of its own.
"""

import os

import pytest

from .testing import Servers, template_name

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
GIVEN = os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")

os.environ.setdefault("SECRET_KEY", "alleen-voor-de-tests")
os.environ["BROKER_PREFIX"] = f"test-{WORKER}-"
servers = None if WORKER or GIVEN else Servers()
if servers and not os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = servers.place.database_url()
    os.environ["TEST_DB_TEMPLATE"] = template_name()
if servers and not os.environ.get("REDIS_URL"):
    os.environ["REDIS_URL"] = servers.place.redis_url()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart():
    if servers:
        servers.start()
        servers.make_template(template_name())


def pytest_unconfigure():
    if servers:
        servers.stop()
