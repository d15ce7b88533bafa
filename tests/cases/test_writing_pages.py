import pytest
from django.urls import reverse

from cases.actions import writing
from cases.models import CaseStudy, KeyFigure, State, Version
from cases.models.contents import contents_of
from portal.mail.models import Mail
from portal.organisations.models import Organisation
from tests.factories.cases import NOW, make_case, make_text, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_guest, make_organisation_editor, make_user
from tests.factories.themes import make_theme

CREATE = "/praktijkvoorbeelden/indienen/"


def typed(**more):
    return {
        "title": "Samen leren",
        "summary": "In het kort.",
        "source_kind": "eigen-verhaal",
        "approach": "- Meten",
        "result": "Minder wachten.",
        "contact_name": "Fien Fictief",
    } | more


@pytest.fixture
def theme():
    return make_theme("Leiderschap")


@pytest.fixture
def writer(client):
    writer = make_organisation_editor(make_municipality("Soest"), name="Greet Gemeente")
    client.force_login(writer)
    return writer


def edit_page(case):
    return reverse("cases:edit", args=[case.slug])


def test_a_visitor_signs_in_first(client):
    assert client.get(CREATE).status_code == 302
    assert client.post(CREATE, typed()).status_code == 302
    assert not CaseStudy.objects.exists()


def test_who_belongs_nowhere_is_told_so(client):
    client.force_login(make_user())

    for response in (client.get(CREATE), client.post(CREATE, typed())):
        assert "hoort nog niet bij een organisatie" in response.text
    assert not CaseStudy.objects.exists()


def test_looking_at_the_form_changes_nothing(client, writer):
    page = client.get(CREATE)

    assert (page.status_code, CaseStudy.objects.count()) == (200, 0)
    assert 'value="Greet Gemeente"' in page.text
    assert ">Dien in</button>" in page.text


def test_bewaar_makes_a_concept(client, writer):
    response = client.post(CREATE, {"title": "Leren", "source_kind": "boek", "bewaren": "1"})

    case = CaseStudy.objects.get()
    assert response.url == case.get_absolute_url() == "/praktijkvoorbeelden/soest-leren/"
    assert (case.work().state, case.lead(), case.created_by) == (
        State.CONCEPT,
        writer.organisation,
        writer,
    )
    assert "Bewaard." in client.get(response.url).text


def test_dien_in_gives_it_to_the_editors(client, writer, theme):
    response = client.post(CREATE, typed(themes=[theme.pk], indienen="1"))

    assert "Ingediend." in client.get(response.url).text
    assert Version.objects.get().state == State.SUBMITTED
    assert Mail.objects.count() == 1


def test_dien_in_too_early_says_what_is_missing_and_keeps_what_was_typed(client, writer):
    response = client.post(
        CREATE,
        {"title": "Leren", "context": "Een lang verhaal", "figure_1_value": "7", "indienen": "1"},
    )

    assert response.status_code == 422
    for words in (
        "Vat het in een paar zinnen samen.",
        "Schrijf erbij wat dit getal is.",
        "Een lang verhaal",
        'value="Leren"',
    ):
        assert words in response.text
    assert not CaseStudy.objects.exists()


def test_an_empty_post_is_told_what_is_missing(client, writer):
    assert client.post(CREATE).status_code == 422


def test_a_member_saves_and_does_not_hand_in(client, theme):
    client.force_login(make_user(organisation=make_municipality("Soest")))

    page = client.get(CREATE).text
    client.post(CREATE, typed(themes=[theme.pk], indienen="1"))

    assert ">Dien in</button>" not in page
    assert "Een redacteur van gemeente Soest dient het in" in page
    assert Version.objects.get().state == State.CONCEPT


def test_an_editor_of_a_co_owner_does_not_hand_in(client, theme):
    soest, vaals = make_municipality("Soest"), make_municipality("Vaals")
    case = make_version(organisations=[soest, vaals]).case
    client.force_login(make_organisation_editor(vaals))

    client.post(edit_page(case), typed(themes=[theme.pk], indienen="1"))

    version = Version.objects.get()
    assert (version.title, version.state) == ("Samen leren", State.CONCEPT)
    assert version.person_set.get().organisation == "gemeente Soest"


def test_editing_shows_what_stands_and_saves_what_is_typed(client, writer, theme):
    figure = {"kind": "number", "name": "teams", "values": [{"value": 18}], "year": 2013}
    shares = {"kind": "share", "name": "deel", "values": [{"label": "a", "value": 1}]}
    version = make_version("Oud", organisations=[writer.organisation], figures=[figure, shares])

    page = client.get(edit_page(version.case)).text
    data = typed(figure_1_name="teams", figure_1_value="20", themes=[theme.pk])
    response = client.post(edit_page(version.case), data)

    assert 'value="Oud"' in page
    assert 'value="18"' in page
    assert response.url == version.case.get_absolute_url()
    contents = contents_of(version)
    assert [(f.name, f.year, f.rows[0].value) for f in contents.figures] == [
        ("teams", 2013, 20),
        ("deel", None, 1),
    ]
    assert (contents.section("result"), contents.themes) == ("Minder wachten.", [theme])


def test_editing_what_is_published_starts_the_next_version(client, writer, theme):
    case = make_case("Oud", organisations=[writer.organisation])

    client.get(edit_page(case))
    assert Version.objects.count() == 1
    client.post(edit_page(case), typed(themes=[theme.pk], indienen="1"))

    case.refresh_from_db()
    assert (case.published.title, case.work().title) == ("Oud", "Samen leren")
    assert case.work().state == State.SUBMITTED


def test_a_case_of_the_content_keeps_its_figures(client, writer):
    figure = {"kind": "moment", "name": "start", "year": 2006}
    case = make_case("Oud", organisations=[writer.organisation], figures=[figure])

    client.post(edit_page(case), typed())

    assert KeyFigure.objects.filter(version=case.work()).get().year == 2006


@pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_REVIEW, State.REJECTED])
def test_what_the_editors_have_is_kept_and_the_typed_text_too(client, writer, state):
    case = make_version("Oud", organisations=[writer.organisation], state=state).case

    response = client.post(edit_page(case), typed(title="Nieuw"))

    assert response.status_code == 422
    assert "Dit voorbeeld ligt nu bij de redactie." in response.text
    assert 'value="Nieuw"' in response.text
    assert Version.objects.get().title == "Oud"


@pytest.mark.parametrize("state", [State.SUBMITTED, State.REJECTED])
def test_withdrawing_makes_it_a_concept(client, writer, state):
    case = make_version("Leren", organisations=[writer.organisation], state=state).case
    address = reverse("cases:withdraw", args=[case.slug])

    assert client.get(address).status_code == 405
    response = client.post(address)

    assert response.url == case.get_absolute_url()
    assert Version.objects.get().state == State.CONCEPT
    assert "weer een concept" in client.get(response.url).text


def test_a_member_cannot_withdraw(client):
    soest = make_municipality()
    case = make_version(organisations=[soest], state=State.SUBMITTED).case
    client.force_login(make_user(organisation=soest))

    response = client.post(reverse("cases:withdraw", args=[case.slug]))

    assert "Vraag een redacteur van je organisatie" in client.get(response.url).text
    assert Version.objects.get().state == State.SUBMITTED


def test_another_organisation_finds_nothing_to_edit(client, writer):
    soest = make_version(organisations=[make_municipality()]).case
    published = make_case()

    for case in (soest, published):
        assert client.get(edit_page(case)).status_code == 404
        assert client.post(edit_page(case), typed()).status_code == 404


def test_two_who_change_one_title_at_the_same_address(client, writer):
    case = make_case("Leren", organisations=[writer.organisation])
    writing.write(case, by=None, now=NOW, text=make_text("Van een collega"))

    assert 'value="Van een collega"' in client.get(edit_page(case)).text


def test_a_guest_is_told_how_to_join_an_organisation(client):
    client.force_login(make_guest())

    text = client.get(CREATE).text

    assert "Je doet mee als gast" in text
    assert reverse("account_email") in text
    assert "goedgekeurd" not in text


def test_nobody_starts_or_hands_in_for_a_municipality_that_ended(client, writer, theme):
    case = make_version("Leren", organisations=[writer.organisation]).case
    Organisation.objects.update(ended_on="2026-01-01")

    start = client.post(CREATE, typed(themes=[theme.pk], indienen="1"))
    hand_in = client.post(edit_page(case), typed(themes=[theme.pk], indienen="1"))

    assert "gemeente Soest, en die is opgeheven" in start.text
    assert hand_in.status_code == 422
    assert "gemeente Soest bestaat niet meer" in hand_in.text
    assert Version.objects.get().state == State.CONCEPT
    assert client.post(edit_page(case), typed()).status_code == 302


@pytest.mark.parametrize("value", ["\x01", "9" * 5000, "-1", "nan", "1e999999", "é"])
def test_nonsense_in_a_field_is_told_at_the_field(client, writer, value):
    names = ("year", "themes", "learning_formats", "source_kind", "figure_1_value")

    response = client.post(CREATE, typed(**dict.fromkeys(names, value), figure_1_name="teams"))

    assert response.status_code == 422
    assert {"year", "themes", "source_kind"} <= set(response.context["form"].errors)


@pytest.mark.parametrize(
    "address",
    [
        f"/redactie/{'9' * 30}/",
        "/praktijkvoorbeelden/%C3%A9/",
        f"/praktijkvoorbeelden/{'a' * 5000}/",
        "/praktijkvoorbeelden/%00/bewerken/",
        "/publicaties/%00/",
        "/reeksen/a%0Ab/",
        "/themas/%00/",
        "/organisaties/%00/",
    ],
)
def test_nonsense_in_an_address_is_nowhere(client, writer, address):
    assert client.get(address).status_code in (400, 404)
