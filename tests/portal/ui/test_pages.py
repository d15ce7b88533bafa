import pytest
from django.test import RequestFactory

from portal.ui.pages import render_page


def answer(rf, **headers):
    request = rf.get("/", headers=headers)
    return render_page(
        request, "ui/timeline.html", {}, fragment="ui/moment_widget.html", status=422
    )


@pytest.fixture
def rf():
    return RequestFactory()


def is_page(response):
    return b"lw-timeline" in response.content


def test_a_browser_gets_the_page(rf):
    assert is_page(answer(rf))


def test_htmx_gets_the_fragment(rf):
    response = answer(rf, hx_request="true", hx_request_type="partial")

    assert not is_page(response)
    assert b"lw-moment" in response.content


def test_htmx_that_restores_its_history_gets_the_page(rf):
    assert is_page(answer(rf, hx_request="true", hx_request_type="full"))


def test_caches_keep_page_and_fragment_apart(rf):
    assert answer(rf)["Vary"] == "HX-Request, HX-Request-Type"


def test_the_status_is_passed_on(rf):
    assert answer(rf).status_code == 422
