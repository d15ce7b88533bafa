from portal.accounts import closing
from tests.factories.communities import make_community, make_member
from tests.factories.gatherings import NOW
from tests.factories.people import make_user


def test_who_closes_her_account_is_no_member_any_more():
    community = make_community()
    member, stays = make_member(community), make_member(make_community(), user=make_user())

    closing.undo_all(member, now=NOW)

    assert not community.memberships.exists()
    assert stays.memberships.count() == 1
