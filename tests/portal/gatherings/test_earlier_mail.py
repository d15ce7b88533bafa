"""What an organiser mailed before: the last ten, and how many there are."""

from datetime import timedelta

import pytest

from portal.gatherings.models import Announcement
from portal.keys import key_of
from tests.factories.gatherings import NOW
from tests.factories.people import make_organiser


@pytest.mark.parametrize(
    ("number", "shown", "total"),
    [(10, 10, ""), (12, 10, "Dit zijn de laatste 10 van de 12 mails.")],
)
def test_the_last_ten_stand_on_the_page(client, make_gathering, number, shown, total):
    gathering = make_gathering()
    client.force_login(make_organiser())
    for day in range(number):
        Announcement.objects.create(
            gathering=key_of(gathering),
            title=f"Bericht {day}",
            text="Tot dan.",
            people=2,
            sent_at=NOW + timedelta(days=day),
        )

    page = client.get(f"{gathering.get_absolute_url()}mailen/").text

    titles = [day for day in range(number) if f"Bericht {day}," in page]
    assert titles == list(range(number - shown, number))
    assert ("Dit zijn de laatste" in page, total in page) == (bool(total), True)
