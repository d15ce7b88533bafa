import pytest

from cases import mail
from cases.actions import review
from cases.models import State
from portal.accounts.actions import change_employer
from portal.mail.models import Mail
from tests.factories.cases import NOW, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor

TOLD = {
    State.SUBMITTED: ("Ingediend: Leren", "De redactie leest het"),
    State.IN_REVIEW: ("De redactie leest mee: Leren", "Je hoeft nu niets te doen."),
    State.CHANGES_REQUESTED: ("De redactie vraagt een aanvulling: Leren", "Wat kostte het?"),
    State.REJECTED: ("Niet geplaatst: Leren", "Dit is reclame."),
    State.PUBLISHED: ("Gepubliceerd: Leren", "staat op het portaal"),
}


def last_mail(state):
    writer = make_organisation_editor(make_municipality("Soest"))
    make_version("Leren", organisations=[writer.organisation], by=writer, state=state)
    return Mail.objects.order_by("pk").last(), writer


@pytest.mark.parametrize("state", TOLD)
def test_a_letter_for_each_step(state):
    row, writer = last_mail(state)

    letter = mail.render(row, NOW)

    subject, words = TOLD[state]
    assert (letter.to, letter.subject) == (writer.email, subject)
    for body in (letter.text, letter.html):
        assert words in body
        assert "http://localhost:8000/praktijkvoorbeelden/soest-leren/" in body


def test_a_letter_about_a_concept_again():
    _, writer = last_mail(State.REJECTED)
    version = writer.cases.get().work()
    review.withdraw(version, by=writer, now=NOW)

    letter = mail.render(Mail.objects.order_by("pk").last(), NOW)

    assert letter.subject == "Weer een concept: Leren"


def test_only_the_last_step_is_still_due():
    row, _ = last_mail(State.IN_REVIEW)
    first = Mail.objects.order_by("pk").first()

    assert mail.still_due(row, NOW) == ""
    assert mail.still_due(first, NOW) == "Er is alweer een stap verder gezet."


def test_not_due_when_the_case_or_the_writer_is_gone():
    row, writer = last_mail(State.SUBMITTED)
    case = writer.cases.get()

    case.versions.all().delete()
    assert mail.still_due(row, NOW) == "Er is alweer een stap verder gezet."
    writer.is_active = False
    writer.save()
    assert mail.still_due(row, NOW) == "Deze persoon heeft geen account meer."


def test_not_due_to_who_works_elsewhere_by_now():
    row, writer = last_mail(State.SUBMITTED)

    change_employer(writer, make_municipality("Vaals"))

    assert mail.still_due(row, NOW) == "Deze persoon werkt niet meer bij een van de organisaties."


def test_a_hostile_title_stays_text():
    writer = make_organisation_editor(make_municipality())
    make_version(
        "<b>Leren</b>", organisations=[writer.organisation], by=writer, state=State.IN_REVIEW
    )
    make_editor()

    letter = mail.render(Mail.objects.first(), NOW)

    assert "&lt;b&gt;Leren" in letter.html
    assert "<b>Leren</b>" in letter.text
