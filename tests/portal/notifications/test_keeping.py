import pytest
from django.db import IntegrityError, transaction

from portal.keys import key_of
from portal.notifications import actions, subjects
from portal.notifications.models import Bookmark, Follow
from tests.factories.gatherings import NOW
from tests.factories.notifications import make_bookmark, make_follower
from tests.factories.people import make_user
from tests.factories.themes import make_theme


def test_following_twice_is_following_once():
    follower, theme = make_user(), make_theme()

    for _ in range(2):
        actions.follow(key_of(theme), user=follower, now=NOW)

    assert [str(follow) for follow in Follow.objects.all()] == [
        f"{follower.pk}: themes.theme:{theme.pk}"
    ]


def test_who_stops_following_leaves_the_others():
    theme = make_theme()
    leaver, stayer = make_follower(theme), make_follower(theme)

    actions.unfollow(key_of(theme), user=leaver)

    assert [follow.user for follow in Follow.objects.all()] == [stayer]


def test_what_is_kept_is_kept_once_and_can_be_removed():
    reader, theme = make_user(), make_theme()

    for _ in range(2):
        actions.bookmark(key_of(theme), user=reader, now=NOW)
    kept = list(Bookmark.objects.values_list("user", "subject"))
    actions.remove(key_of(theme), user=reader)

    assert kept == [(reader.pk, key_of(theme))]
    assert not Bookmark.objects.exists()


def test_the_database_refuses_a_second_row():
    theme = make_theme()
    reader = make_follower(theme)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_follower(theme, user=reader)


def test_newest_first():
    reader = make_user()
    first, second = [make_bookmark(make_theme(), user=reader) for _ in range(2)]

    assert list(Bookmark.objects.newest_first()) == [second, first]


@pytest.mark.parametrize(
    "key",
    [
        "",
        "themes.theme",
        "themes.theme:",
        "themes.theme:x",
        "themes.theme:²",
        "accounts.user:1",
        "themes.theme:0",
        f"themes.theme:{'9' * 30}",
    ],
)
def test_a_key_that_names_nothing_finds_nothing(key):
    assert subjects.find(key, make_user()) is None
