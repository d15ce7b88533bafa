from cases.actions.archiving import archive
from tests.factories.cases import NOW, make_case, make_version
from tests.factories.communities import make_community, make_facilitator, make_meetup
from tests.factories.organisations import make_municipality
from tests.factories.people import make_user
from tests.factories.themes import make_theme
from tests.portal.discovery.searching import options, search, titles


def test_what_is_closed_is_not_found_not_counted_and_not_suggested(client):
    secret = make_community(name="Verzuim in het geheim", kind="hidden")
    theme = make_theme("Jeugd")
    make_meetup(title="Verborgen verzuim", community=secret, themes=[theme])
    make_meetup(title="Verzuim concept", published_at=None, themes=[theme])
    make_version("Concept over verzuim", themes=[theme])
    make_community(name="Verzuim van vroeger", archived_at=NOW)
    archive(make_case("Verzuim toen", themes=[theme]), now=NOW, reason="Klopt niet meer.")
    make_meetup(title="Verzuim afgelast", cancelled_at=NOW)
    insider = make_facilitator(secret)

    response = search(client, "verzuim")
    near = search(client, "verzium")

    for found in (response, near):
        assert titles(found) == ["Verzuim afgelast"]
        assert options(found, "soort") == {"Bijeenkomsten": 1}
        assert options(found, "thema") == {}
    assert "Gaat niet door" in response.text
    assert near.context["found"].others == ["verzuim"]
    client.force_login(insider)
    assert sorted(titles(search(client, "verzuim"))) == [
        "Verborgen verzuim",
        "Verzuim afgelast",
        "Verzuim in het geheim",
    ]


def test_hidden_words_are_no_suggestion(client):
    make_meetup(title="Fusieplannen", community=make_community(kind="hidden"))

    response = search(client, "fusieplanen")

    assert titles(response) == []
    assert response.context["found"].others == []


def test_a_colleagues_concept_is_found_by_nobody(client):
    soest = make_municipality("Soest")
    make_version("Concept over verzuim", organisations=[soest])
    client.force_login(make_user(organisation=soest))

    assert titles(search(client, "verzuim")) == []
