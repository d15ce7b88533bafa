from datetime import timedelta

import pytest

from portal.gatherings import actions
from tests.factories.gatherings import NOW, START, seat
from tests.factories.people import make_guest, make_user
from tests.portal.gatherings.letters import planned, why_not, write

DAY = timedelta(days=1)


def test_the_link_without_account_confirms_or_says_that_she_is_in(make_gathering):
    gathering, guest = make_gathering(title="Leren"), make_guest(email="gijs@gast.example")
    actions.ask_to_confirm(gathering, name="Gijs", email=guest.email, now=NOW)
    row = planned("guest")

    asking = write(row)
    actions.join(gathering, user=guest, now=NOW)
    told = write(row)

    assert asking.subject == f"Bevestig je {gathering.called.joining}: Leren"
    assert (
        f"Ik bevestig mijn {gathering.called.joining}: http://localhost:8000/bijeenkomsten/bevestigen/"
        in asking.text
    )
    assert told.subject == f"Je bent al {gathering.called.joined}: Leren"
    assert "Je doet al mee: je hoeft niets te doen." in told.text
    assert "/bevestigen/" not in told.text


def test_who_has_an_account_is_told_to_sign_in(make_gathering):
    gathering, member = make_gathering(title="Leren"), make_user(email="mia@soest.example")
    actions.ask_to_confirm(gathering, name="Iemand", email="Mia@soest.example", now=NOW)
    row = planned("has_account")

    letter = write(row)

    to_join = gathering.called.to_join.capitalize()
    assert (letter.to, letter.subject) == (member.email, f"{to_join} met je account: Leren")
    assert f"?next={gathering.get_absolute_url()}\n" in letter.text
    assert why_not(row, now=START + DAY) == "Aanmelden kan niet meer."
    gathering.delete()
    assert why_not(row) == "Aanmelden kan niet meer."


@pytest.mark.parametrize(
    ("seats", "words"), [(2, "Je doet al mee:"), (1, "Je staat al op de wachtlijst:")]
)
def test_who_is_in_already_need_not_sign_in(make_gathering, seats, words):
    gathering = make_gathering(title="Leren", seats=seats)
    _, known = seat(gathering, "Anna", "Bart")
    actions.ask_to_confirm(gathering, name="Iemand", email=known.user.email, now=NOW)

    letter = write(planned("has_account"))

    assert letter.subject == f"Je bent al {gathering.called.joined}: Leren"
    assert f"{words} je hoeft niets te doen." in letter.text
    assert "Log in" not in letter.text
