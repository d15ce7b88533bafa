from django.core.management import call_command

from communities.models import Community
from tests.factories.organisations import make_region
from tests.factories.themes import make_theme

THEMES = [
    "HR en strategische personeelsplanning",
    "Lerend werken",
    "Ontwikkeling en mobiliteit",
    "Inkoop en aanbesteding sociaal domein",
    "Transformatie sociaal domein (3D)",
]


def test_loading_twice_is_loading_once(capsys):
    for name in THEMES:
        make_theme(name)
    department = make_region("Afdeling Utrecht")
    make_region("Arbeidsmarktregio Amersfoort", kind="labour_market")

    for _ in range(2):
        call_command("load_communities")

    hr, purchasers = Community.objects.order_by("name")
    assert (hr.name, purchasers.name) == (
        "HR-professionals van gemeenten",
        "Inkopers van gemeenten",
    )
    assert sorted(theme.name for theme in hr.themes.all()) == THEMES[:3]
    assert list(hr.regions.all()) == [department]
