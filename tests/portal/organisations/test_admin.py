import pytest
from django.urls import reverse

from portal.organisations.models import Organisation
from tests.factories.organisations import make_municipality
from tests.factories.people import make_administrator


@pytest.fixture
def keeper(client):
    user = make_administrator()
    client.force_login(user)
    return user


def test_an_organisation_is_changed_and_keeps_its_place_in_the_list(client, keeper):
    soest = make_municipality("Soest")
    empty = {"mail_domains-TOTAL_FORMS": 0, "mail_domains-INITIAL_FORMS": 0}

    answer = client.post(
        reverse("admin:organisations_organisation_change", args=[soest.pk]),
        {
            "kind": "municipality",
            "code": "GM0342",
            "name": "Soest",
            "short_name": "'s-Soest",
            "slug": "soest",
            "province": soest.province_id,
            "website": "www.soest.example",
            **empty,
        },
    )

    assert answer.status_code == 302
    soest = Organisation.objects.get()
    assert (soest.sort_key, soest.website) == ("soest", "https://www.soest.example")


def test_organisations_stand_in_order(client, keeper):
    for name in ("Zeist", "'s-Gravenhage", "Gouda"):
        make_municipality(name)

    answer = client.get(reverse("admin:organisations_organisation_changelist"))

    assert [str(found) for found in answer.context["cl"].result_list] == [
        "Gouda",
        "'s-Gravenhage",
        "Zeist",
    ]
