import pytest

from cases.models import Publication, Series
from tests.factories.cases import make_case
from tests.factories.communities import make_community, make_meetup
from tests.factories.organisations import make_municipality, make_province
from tests.factories.themes import make_theme


@pytest.fixture
def some():
    """Something of every kind about «verzuim», and something else beside it."""
    utrecht = make_province("Utrecht")
    soest = make_municipality("Soest", province=utrecht)
    theme = make_theme("Verzuim", synonyms=["ziekte"])
    make_case("Minder verzuim", organisations=[soest], themes=[theme])
    make_case("Slim roosteren", organisations=[soest])
    publication = Publication.objects.create(title="Gids over verzuim", slug="gids")
    publication.themes.set([theme])
    Series.objects.create(title="Verzuim in beeld", slug="verzuim-in-beeld")
    community = make_community(name="HR-netwerk", purpose="Samen in gesprek over verzuim.")
    community.themes.set([theme])
    make_meetup(title="Intervisie over verzuim", municipality=soest, community=make_community())
    return theme
