"""What htmx swaps in after joining: the panel, and in the head of the page what it changes."""

import pytest
import time_machine

from tests.factories.gatherings import NOW
from tests.factories.people import make_user


@pytest.mark.parametrize("seats", [1, None])
def test_the_head_goes_along(client, make_gathering, seats):
    gathering = make_gathering(seats=seats)
    client.force_login(make_user())

    with time_machine.travel(NOW, tick=False):
        address = f"{gathering.get_absolute_url()}aanmelden/"
        part = client.post(address, headers={"HX-Request": "true"}).text
        page = client.get(gathering.get_absolute_url()).text

    head = part.partition('<div id="stand" hx-swap-oob="outerHTML">')[2]
    assert gathering.participations.get().get_state_display().capitalize() in head
    assert '<span id="naar-meedoen" hx-swap-oob="outerHTML">' in head
    assert "Ga naar «Meedoen»" in head
    assert "hx-swap-oob" not in page
    assert page.count('id="stand"') == page.count('id="naar-meedoen"') == 1
