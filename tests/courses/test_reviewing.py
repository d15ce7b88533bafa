import pytest
import time_machine
from django.db import IntegrityError

from courses import actions
from courses.actions.reviewing import AlreadyAnswered
from courses.models import Course
from portal.mail import kinds
from portal.mail.models import Mail
from tests.factories.courses import make_course, make_edition, make_proposal
from tests.factories.gatherings import NOW
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_user
from tests.factories.themes import make_learning_format, make_theme


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def member(**fields):
    return make_user(organisation=make_municipality(), **fields)


def filled_in(**changes):
    return {
        "title": "Duidelijke taal",
        "summary": "Herschrijf een brief.",
        "goal": "Je schrijft helder.",
        "audience": "iedereen",
        "level": "basis",
        "learning_format": make_learning_format().pk,
        "hours": "3",
        "reminder_days": "7, 1",
        "themes": [make_theme().pk],
    } | changes


def test_a_member_proposes_and_the_editors_have_it(client):
    proposer = member(name="Trudy")
    theme = make_theme("Taal")
    client.force_login(proposer)

    answer = client.post("/cursussen/aanbieden/", filled_in(themes=[theme.pk], in_company="on"))

    course = Course.objects.get()
    assert answer.url == course.get_absolute_url() == "/cursussen/duidelijke-taal/"
    assert (course.state, course.proposed_by, course.proposed_at) == ("proposed", proposer, NOW)
    assert (list(course.trainers.all()), list(course.themes.all())) == ([proposer], [theme])
    assert course.in_company is True
    client.force_login(make_editor())
    assert "Duidelijke taal" in client.get("/redactie/cursussen/").text


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title": ""}, "title", "Dit veld is verplicht."),
        ({"title": "Leren\nBcc: iedereen"}, "title", "Schrijf dit op één regel"),
        ({"hours": "0"}, "hours", "Een cursus duurt minstens een half uur."),
        ({"hours": "veel"}, "hours", "Voer een getal in."),
        ({"themes": []}, "themes", "Kies minstens één thema"),
        ({"themes": ["999999"]}, "themes", "geldige keuze"),
        ({"learning_format": ""}, "learning_format", "Dit veld is verplicht."),
        ({"level": "goeroe"}, "level", "geldige keuze"),
    ],
)
def test_a_mistake_is_said_at_the_field_and_nothing_is_lost(client, changes, field, sentence):
    client.force_login(member())

    answer = client.post("/cursussen/aanbieden/", filled_in(preparation="Dit blijft.", **changes))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert "Dit blijft." in answer.text
    assert not Course.objects.exists()


def test_who_belongs_nowhere_yet_is_told_why_not(client):
    client.force_login(make_user())

    answer = client.post("/cursussen/aanbieden/", filled_in())

    assert "Je account hoort nog niet bij een organisatie" in answer.text
    assert not Course.objects.exists()


def test_an_address_is_not_that_of_a_page():
    course = make_course("Oud")
    course.pk, course.title, course._state.adding = None, "Aanbieden", True

    actions.propose(course, by=member(), themes=[], now=NOW)

    assert course.slug == "aanbieden-2"


def edit(client, course, user, **changes):
    client.force_login(user)
    return client.post(f"{course.get_absolute_url()}bewerken/", filled_in(**changes))


def test_what_the_editors_asked_about_goes_back_to_them(client):
    proposer = member()
    course = make_proposal(by=proposer, asked_at=NOW, answer="Voor wie?")

    answer = edit(client, course, proposer, title="Nieuw")

    course.refresh_from_db()
    assert answer.url == course.get_absolute_url()
    assert (course.title, course.state, course.proposed_at) == ("Nieuw", "proposed", NOW)


def test_a_published_course_stays_so_and_its_dates_take_the_title(client):
    trainer = member()
    course = make_course("Oud", trainer=trainer)
    edition = make_edition(course=course)
    client.force_login(trainer)
    assert 'value="Oud"' in client.get(f"{course.get_absolute_url()}bewerken/").text

    edit(client, course, trainer, title="Nieuw", summary="Anders.")

    course.refresh_from_db()
    edition.refresh_from_db()
    assert (course.state, course.slug) == ("published", course.slug)
    assert (edition.title, edition.summary) == ("Nieuw", "Anders.")


def test_changing_a_word_keeps_the_answer_that_came_meanwhile():
    course = make_proposal("Oud")
    seen_before = Course.objects.get()
    actions.publish(course, now=NOW)

    seen_before.title = "Nieuw"
    actions.change(seen_before, themes=[], now=NOW)

    course.refresh_from_db()
    assert (course.title, course.state) == ("Nieuw", "published")


def test_nobody_changes_what_is_not_hers_or_was_refused(client):
    proposer = member()
    for course, user in [
        (make_course("Van een ander"), proposer),
        (make_proposal("Nee", by=proposer, refused_at=NOW), proposer),
        (make_course("Ook niet van de redactie"), make_editor()),
    ]:
        assert edit(client, course, user, title="Gekaapt").status_code == 404
    assert not Course.objects.filter(title="Gekaapt").exists()


@pytest.fixture
def editor(client):
    editor = make_editor()
    client.force_login(editor)
    return editor


def post(client, course, act, **data):
    return client.post(f"/redactie/cursussen/{course.pk}/{act}/", data, follow=True)


def letter():
    row = Mail.objects.get()
    kind = kinds.get(row.kind)
    assert kind.still_due(row, NOW) == ""
    return kind.render(row, NOW)


def test_publishing_shows_it_and_tells_the_proposer(client, editor):
    course = make_proposal("Duidelijke taal", by=member(name="Trudy"))

    page = post(client, course, "publiceren")

    course.refresh_from_db()
    assert (course.state, course.published_at) == ("published", NOW)
    assert "De cursus staat online." in page.text
    told = letter()
    assert told.to == course.proposed_by.email
    assert told.subject == "Je cursus staat online: Duidelijke taal"
    assert told.text.startswith("Hallo Trudy,\n\n«Duidelijke taal» staat op het portaal.")
    assert f"http://localhost:8000{course.get_absolute_url()}" in told.text
    assert "Bekijk je cursus</a>" in told.html


@pytest.mark.parametrize(
    ("act", "state", "subject"),
    [
        ("aanvulling", "asked", "De redactie vraagt je iets: Duidelijke taal"),
        ("afwijzen", "refused", "Niet geplaatst: Duidelijke taal"),
    ],
)
def test_an_answer_with_a_reason_is_mailed(client, editor, act, state, subject):
    course = make_proposal("Duidelijke taal", by=member())

    page = post(client, course, act, reason="Dit is <reclame>.")

    course.refresh_from_db()
    assert (course.state, course.answer) == (state, "Dit is <reclame>.")
    assert "Hier hoef je nu niets mee te doen." in page.text
    told = letter()
    assert told.subject == subject
    assert "Dit is <reclame>." in told.text
    assert "Dit is &lt;reclame&gt;." in told.html


@pytest.mark.parametrize("act", ["aanvulling", "afwijzen"])
def test_without_a_reason_nothing_happens(client, editor, act):
    course = make_proposal()

    answer = post(client, course, act)

    course.refresh_from_db()
    assert answer.status_code == 422
    assert "Schrijf erbij waarom, zodat de aanbieder verder kan." in answer.text
    assert course.state == "proposed"


def test_the_first_editor_answers(client, editor):
    course = make_proposal("Duidelijke taal", by=member())
    actions.refuse(course, reason="Nee.", now=NOW)

    page = post(client, course, "publiceren")

    course.refresh_from_db()
    assert "Een andere redacteur heeft dit aanbod al beantwoord." in page.text
    assert (course.state, Mail.objects.count()) == ("refused", 1)
    with pytest.raises(AlreadyAnswered):
        actions.ask_for_more(course, reason="En toch?", now=NOW)


def test_a_course_has_one_answer():
    with pytest.raises(IntegrityError, match="course_has_one_answer"):
        make_course(refused_at=NOW)


def test_no_letter_to_who_is_gone_or_about_what_changed(client, editor):
    proposer = member()
    course = make_proposal(by=proposer)
    actions.ask_for_more(course, reason="Voor wie?", now=NOW)
    row = Mail.objects.get()
    still_due = kinds.get(row.kind).still_due
    assert still_due(row, NOW) == ""

    actions.change(course, themes=[], now=NOW)
    assert still_due(row, NOW) == "Het antwoord van de redactie is intussen anders."
    proposer.is_active = False
    proposer.save()
    assert still_due(row, NOW) == "Deze persoon heeft geen account meer."
    proposer.is_active = True
    proposer.save()
    course.delete()
    assert still_due(row, NOW) == "Het antwoord van de redactie is intussen anders."


def test_without_a_proposer_nobody_is_mailed():
    actions.publish(make_proposal(), now=NOW)

    assert not Mail.objects.exists()


def test_the_queue_is_for_editors_who_waits_longest_first(client):
    client.force_login(member())
    assert client.get("/redactie/cursussen/").status_code == 404
    client.force_login(make_editor())
    assert "Alles is gelezen" in client.get("/redactie/cursussen/").text

    make_proposal("Laatst", by=member(), proposed_at=NOW)
    make_proposal("Eerst")
    make_proposal("Gevraagd", asked_at=NOW)
    make_course("Online")

    page = client.get("/redactie/cursussen/")
    fragment = client.get("/redactie/cursussen/", headers={"HX-Request": "true"}).text
    assert [course.title for course in page.context["page"]] == ["Eerst", "Laatst"]
    assert "<html" not in fragment
    assert "onbekend" in fragment


def test_the_review_shows_what_she_wrote(client, editor):
    course = make_proposal(preparation="Lees het boek.", themes=[make_theme("Taal")])

    page = client.get(f"/redactie/cursussen/{course.pk}/").text

    for text in ("Lees het boek.", "Je schrijft brieven", "Taal", "Publiceer"):
        assert text in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_takes_the_same_queries_however_many(
    client, editor, django_assert_num_queries, number
):
    for _ in range(number):
        make_proposal(by=member())

    with django_assert_num_queries(4):
        client.get("/redactie/cursussen/")
