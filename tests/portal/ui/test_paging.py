import pytest
from django.test import RequestFactory

from portal.ui.paging import page_links, page_of


def page(asked, number=95, per_page=20):
    query = {} if asked is None else {"pagina": asked}
    return page_of(range(number), RequestFactory().get("/", query), per_page)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (None, 1),
        ("2", 2),
        ("5", 5),
        ("6", 5),
        ("10000", 5),
        ("9" * 5000, 1),
        ("0", 1),
        ("-3", 1),
        ("abc", 1),
        ("", 1),
        ("1.5", 1),
        ("²", 1),
        ("٣", 3),
    ],
)
def test_the_nearest_page_is_shown(asked, shown):
    assert page(asked).number == shown


def test_a_page_holds_its_own_items():
    assert list(page("2", number=25, per_page=10)) == list(range(10, 20))


def test_no_items_still_make_a_page():
    assert list(page("3", number=0)) == []


@pytest.mark.parametrize(
    ("number", "asked", "links"),
    [
        (1, "1", [1]),
        (3, "2", [1, 2, 3]),
        (20, "1", [1, 2, None, 20]),
        (20, "5", [1, None, 4, 5, 6, None, 20]),
        (20, "20", [1, None, 19, 20]),
    ],
)
def test_far_pages_are_left_out(number, asked, links):
    assert page_links(page(asked, number=number, per_page=1)) == links
