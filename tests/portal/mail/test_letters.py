import pytest

from portal.mail import letters
from tests.factories.mail import make_letter

ITEM = letters.Calendar("REQUEST", b"BEGIN:VCALENDAR\r\n")


@pytest.mark.parametrize("calendars", [(), (ITEM,), (ITEM, ITEM)])
def test_a_packed_letter_is_unpacked_the_same(calendars):
    letter = make_letter(subject="Tot morgen – één uur", calendars=calendars)

    assert letters.unpack(letters.pack(letter)) == letter
