import pytest

from tests.factories.communities import make_meetup
from tests.factories.gatherings import make_workshop


@pytest.fixture(params=[make_meetup, make_workshop], ids=["meetup", "workshop"])
def make_gathering(request):
    """The engine serves two: each test runs over a meetup and over a gathering of another app."""
    return request.param
