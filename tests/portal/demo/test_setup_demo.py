import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command

from portal.accounts.models import User
from portal.discovery.queries import numbers_of_themes
from portal.themes.models import Theme

EMPTY = ["lw-empty", "nog niets", "nog nergens", "nog geen", "nu niets"]
OWN = [
    *[("hr", f"/mijn/{page}/") for page in ("bewaren", "bijeenkomsten", "cursussen", "meldingen")],
    *[("hr", f"/mijn/{page}/") for page in ("praktijkvoorbeelden", "volgen")],
    ("gemeente", "/mijn/praktijkvoorbeelden/"),
    ("redactie", "/redactie/"),
]


def test_demo_data_is_refused_where_nobody_asked_for_a_demo():
    with pytest.raises(CommandError, match="Dit is geen demo"):
        call_command("setup_demo")


def test_no_page_of_the_demo_is_empty(settings, client):
    settings.DEMO = True
    call_command("setup_demo", verbosity=0)

    filled = numbers_of_themes(AnonymousUser())
    assert [theme.name for theme in Theme.objects.all() if theme.pk not in filled] == []
    assert [own for own in OWN if is_empty(client, *own)] == []


def is_empty(client, local, page):
    client.force_login(User.objects.get(email=f"{local}@demo.example"))
    text = client.get(page).text
    return any(words in text for words in EMPTY)
