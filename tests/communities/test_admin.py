from tests.factories.communities import make_community, make_member
from tests.factories.people import make_administrator


def test_an_administrator_finds_a_community_with_its_members(client):
    community = make_community(name="HR-professionals")
    make_member(community)
    client.force_login(make_administrator())

    page = client.get(f"/beheer/communities/community/{community.pk}/change/")

    assert page.status_code == 200
    assert "Mia Meedoen" in page.text
    assert "HR-professionals" in client.get("/beheer/communities/community/?q=HR").text
