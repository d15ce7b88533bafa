import pytest

from portal.mail import letters
from tests.factories.mail import make_letter


@pytest.mark.parametrize("calendar", [None, letters.Calendar("REQUEST", b"BEGIN:VCALENDAR\r\n")])
def test_a_packed_letter_is_unpacked_the_same(calendar):
    letter = make_letter(subject="Tot morgen – één uur", calendar=calendar)

    assert letters.unpack(letters.pack(letter)) == letter
