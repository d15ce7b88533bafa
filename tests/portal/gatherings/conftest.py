import pytest

from tests.factories.communities import make_meetup
from tests.factories.courses import make_edition


@pytest.fixture(params=[make_meetup, make_edition], ids=["meetup", "edition"])
def make_gathering(request):
    """The engine serves two: each test runs over a meetup and over an edition of a course."""
    return request.param
