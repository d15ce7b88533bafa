from datetime import timedelta

import pytest

from portal.mail import trouble
from portal.mail.models import Sending
from tests.factories.mail import NOW, make_mail


def test_nothing_is_the_matter():
    make_mail()

    assert trouble.in_words(NOW + timedelta(minutes=5)) == ""


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(minutes=6), "6 minuten"),
        (timedelta(minutes=119), "119 minuten"),
        (timedelta(hours=3), "3 uur"),
    ],
)
def test_late_mail_is_told(passed, words):
    make_mail()

    said = trouble.in_words(NOW + passed)

    assert said == f"Het oudste bericht had {words} geleden weg moeten zijn."


def test_a_hold_is_told_with_its_reason():
    Sending.objects.hold("Teruggezet.", NOW)

    assert trouble.in_words(NOW) == "De post is stilgezet: Teruggezet."
