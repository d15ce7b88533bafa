import pytest
from django.urls import reverse

from cases.actions import remarks, review
from cases.models import Remark, State
from tests.factories.cases import NOW, make_remark, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor, make_user


@pytest.fixture
def editor(client):
    editor = make_editor()
    client.force_login(editor)
    return editor


@pytest.fixture
def writer(client):
    writer = make_organisation_editor(make_municipality("Soest"))
    client.force_login(writer)
    return writer


def post(client, page, *args, **data):
    return client.post(reverse(f"cases:{page}", args=args), data)


def overview(remark):
    return reverse("cases:remarks", args=[remark.version.case.slug])


def test_an_editor_remarks_on_a_section(client, editor):
    version = make_version(state=State.IN_REVIEW)

    response = post(client, "remark", version.pk, place="result", text="Hoeveel?")

    assert response.url == f"/redactie/{version.pk}/#opmerkingen"
    page = client.get(response.url).text
    assert "Hoeveel?" in page
    assert "nog niet verstuurd" in page
    assert "Er gaat 1 open opmerking mee." in page
    assert Remark.objects.get().by == editor


def test_an_empty_remark_is_told_at_the_field(client, editor):
    version = make_version(state=State.IN_REVIEW)

    response = post(client, "remark", version.pk, place="brief", text=" ")

    assert response.status_code == 422
    assert "Schrijf je opmerking op." in response.text
    assert '<option value="brief" selected>' in response.text


def test_a_remark_is_taken_back_settled_and_opened_again(client, editor):
    unsent = make_remark()
    post(client, "take_back_remark", unsent.pk)
    assert not Remark.objects.exists()

    remark = make_remark(state=State.CHANGES_REQUESTED)
    review.hand_in(remark.version, by=None, now=NOW)
    review.take(remark.version, by=None, now=NOW)
    second = remarks.remark(remark.version, by=None, now=NOW, place="brief", text="Nog iets")
    page = client.get(post(client, "resolve_remark", remark.pk).url).text
    assert "Toch niet klaar" in page
    assert "Er gaat 1 open opmerking mee." in page
    page = client.get(post(client, "reopen_remark", remark.pk).url).text
    assert "Er gaan 2 open opmerkingen mee." in page
    assert Remark.objects.open().count() == 2
    assert second.pk > remark.pk


def test_what_comes_too_late_is_told(client, editor):
    remark = make_remark(state=State.CHANGES_REQUESTED)

    page = client.get(post(client, "resolve_remark", remark.pk).url).text

    assert "Dit voorbeeld is nu niet in beoordeling." in page
    assert Remark.objects.open().get() == remark


@pytest.mark.parametrize("page", ["take_back_remark", "resolve_remark", "reopen_remark"])
def test_only_editors_settle_a_remark(client, writer, page):
    remark = make_remark(organisations=[writer.organisation], state=State.CHANGES_REQUESTED)

    assert post(client, page, remark.pk).status_code == 404
    assert client.get(reverse(f"cases:{page}", args=[remark.pk])).status_code == 405


def test_the_writers_read_and_answer(client, writer):
    remark = make_remark(organisations=[writer.organisation], state=State.CHANGES_REQUESTED)
    assert "Beantwoord deze opmerking" in client.get(remark.version.case.get_absolute_url()).text
    assert "Wat kostte het?" in client.get(overview(remark)).text

    slug = remark.version.case.slug
    client.post(overview(remark) + f"{remark.pk}/", {"text": "Twaalf euro."})

    page = client.get(overview(remark)).text
    assert "Twaalf euro." in page
    assert "Bewaar je nieuwe antwoord" in page
    remark.refresh_from_db()
    assert (remark.answer, remark.answered_by) == ("Twaalf euro.", writer)
    review.hand_in(remark.version, by=None, now=NOW)
    late = post(client, "answer", slug, remark.pk, text="Nee, dertien.")
    page = client.get(late.url).text
    assert "Antwoorden kan zolang" in page
    assert "Antwoorden kan weer als" in page


def test_an_empty_answer_is_told_at_its_own_remark(client, writer):
    remark = make_remark(organisations=[writer.organisation])
    other = remarks.remark(remark.version, by=None, now=NOW, place="brief", text="En de titel?")
    review.request_changes(remark.version, by=None, now=NOW, reason="Graag meer.")

    response = post(client, "answer", remark.version.case.slug, remark.pk, text="")

    assert response.status_code == 422
    assert response.text.count("Schrijf je antwoord op.") == 2  # in the summary and at the field
    assert f'id="antwoord_{other.pk}_text"' in response.text
    assert Remark.objects.filter(answer="").count() == 2


def test_the_page_without_remarks_and_of_others(client, writer):
    mine = make_version(organisations=[writer.organisation])
    theirs = make_remark(state=State.CHANGES_REQUESTED)

    page = client.get(reverse("cases:remarks", args=[mine.case.slug])).text
    assert "Er zijn geen opmerkingen" in page
    assert client.get(overview(theirs)).status_code == 404
    assert post(client, "answer", theirs.version.case.slug, theirs.pk).status_code == 404


def test_what_an_editor_did_not_send_is_not_there_yet(client, writer):
    remark = make_remark(organisations=[writer.organisation])

    assert remark.text not in client.get(overview(remark)).text
    answered = post(client, "answer", remark.version.case.slug, remark.pk, text="Ha")
    assert answered.status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_do_not_grow(client, editor, number, django_assert_num_queries):
    remark = make_remark()
    for n in range(number):
        remarks.remark(remark.version, by=make_user(), now=NOW, place="brief", text=f"Nr {n}")

    with django_assert_num_queries(14):
        client.get(reverse("cases:review", args=[remark.version.pk]))
