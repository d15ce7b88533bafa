import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from cases import desk, mail
from cases.actions import remarks, review
from cases.models import Place, Remark, State, StepRefusedError
from portal.mail.models import Mail
from tests.factories.cases import NOW, make_remark, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor, make_user

LATER = NOW.replace(day=20)


def test_a_remark_goes_along_when_changes_are_asked_is_answered_and_settled():
    writer, editor = make_organisation_editor(make_municipality("Soest")), make_editor()
    version = make_version(organisations=[writer.organisation], by=writer, state=State.IN_REVIEW)

    remark = remarks.remark(version, by=editor, now=NOW, place=Place.RESULT, text="Hoeveel?")
    assert (remark.by, remark.at, remark.sent_at) == (editor, NOW, None)
    review.request_changes(version, by=editor, now=LATER, reason="Bijna klaar.")
    remark.refresh_from_db()
    assert remark.sent_at == LATER
    remarks.answer(remark, by=writer, now=LATER, text="Twaalf.")
    assert (remark.answer, remark.answered_by, remark.answered_at) == ("Twaalf.", writer, LATER)
    review.hand_in(version, by=writer, now=LATER)
    review.take(version, by=editor, now=LATER)
    remarks.resolve(remark, by=editor, now=LATER)
    assert (remark.resolved_by, remark.resolved_at) == (editor, LATER)
    assert not Remark.objects.open().exists()
    remarks.reopen(remark)

    assert Remark.objects.open().get().resolved_by is None


def test_who_reads_a_remark():
    soest = make_municipality("Soest")
    remark = make_remark(organisations=[soest])
    readers = {
        "editor": make_editor(),
        "writer": make_user(organisation=soest),
        "elsewhere": make_user(organisation=make_municipality()),
        "visitor": AnonymousUser(),
    }

    def reading():
        return [name for name, user in readers.items() if Remark.objects.visible_to(user).exists()]

    assert reading() == ["editor"]
    review.request_changes(remark.version, by=None, now=NOW, reason="Graag meer.")
    assert reading() == ["editor", "writer"]


def test_what_was_rejected_is_sent_and_as_a_concept_it_is_the_writers_own():
    soest = make_municipality("Soest")
    remark = make_remark(organisations=[soest])

    review.reject(remark.version, by=None, now=NOW, reason="Reclame.")
    review.withdraw(remark.version, by=None, now=NOW)

    assert not Remark.objects.visible_to(make_editor()).exists()
    assert Remark.objects.visible_to(make_user(organisation=soest)).get() == remark
    remarks.answer(remark, by=None, now=NOW, text="Weggehaald.")


def test_taken_back_as_long_as_it_was_not_sent():
    remark = make_remark()

    remarks.take_back(remark)
    assert not Remark.objects.exists()

    sent = make_remark(state=State.CHANGES_REQUESTED)
    review.hand_in(sent.version, by=None, now=NOW)
    review.take(sent.version, by=None, now=NOW)
    remarks.take_back(sent)
    assert Remark.objects.get() == sent


def test_outside_the_review_the_editors_change_nothing():
    remark = make_remark(state=State.CHANGES_REQUESTED)
    refused = [
        lambda: remarks.remark(remark.version, by=None, now=NOW, place="brief", text="Te laat"),
        lambda: remarks.take_back(remark),
        lambda: remarks.resolve(remark, by=None, now=NOW),
        lambda: remarks.reopen(remark),
    ]

    for act in refused:
        with pytest.raises(StepRefusedError, match="niet in beoordeling"):
            act()


def test_while_the_editors_have_it_nobody_answers():
    remark = make_remark(state=State.CHANGES_REQUESTED)
    review.hand_in(remark.version, by=None, now=NOW)

    with pytest.raises(StepRefusedError, match="heeft de redactie hem"):
        remarks.answer(remark, by=None, now=NOW, text="Te laat.")


def test_an_answer_to_what_was_not_sent_is_impossible():
    remark = make_remark()

    with pytest.raises(IntegrityError):
        Remark.objects.update(answer="Nee", answered_at=NOW)
    assert str(remark) == "Resultaat: Wat kostte het?"


def test_the_letter_lists_what_is_open():
    writer = make_organisation_editor(make_municipality("Soest"))
    remark = make_remark("Wat <b>kostte</b> het?", organisations=[writer.organisation], by=writer)
    settled = remarks.remark(
        remark.version, by=None, now=NOW, place=Place.BRIEF, text="Een langere titel."
    )
    remarks.resolve(settled, by=None, now=NOW)

    review.request_changes(remark.version, by=None, now=NOW, reason="Bijna klaar.")

    letter = mail.render(Mail.objects.order_by("pk").last(), NOW)
    assert "- Resultaat: Wat <b>kostte</b> het?" in letter.text
    assert "Wat &lt;b&gt;kostte&lt;/b&gt; het?" in letter.html
    assert "Een langere titel." not in letter.text + letter.html


def test_no_other_letter_speaks_of_remarks():
    writer = make_organisation_editor(make_municipality("Soest"))
    remark = make_remark(organisations=[writer.organisation], by=writer, state="changes_requested")

    review.hand_in(remark.version, by=writer, now=NOW)

    letter = mail.render(Mail.objects.order_by("pk").last(), NOW)
    assert "Opmerkingen" not in letter.text + letter.html


def test_the_remarks_of_a_version_stand_by_their_place_in_the_order_of_a_page():
    remark = make_remark(place=Place.THEMES)
    first = remarks.remark(remark.version, by=None, now=NOW, place=Place.CONTEXT, text="Eén")
    second = remarks.remark(remark.version, by=None, now=LATER, place=Place.CONTEXT, text="Twee")

    found = desk.remarks_of(remark.version, make_editor())

    assert list(found.items()) == [(Place.CONTEXT, [first, second]), (Place.THEMES, [remark])]
