import pytest
from django.urls import reverse

from cases.models import State, Unsaved, Version
from tests.cases.writing.pages import address_of, autosave, opened, save
from tests.factories.cases import make_case, make_version
from tests.factories.organisations import make_municipality
from tests.factories.themes import make_theme

STEPS = ["kort", "verhaal", "lessen", "cijfers", "mensen", "vindbaar", "indienen"]


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_a_page(client, writer, step):
    case = make_version("Leren", organisations=[writer.organisation]).case

    assert client.get(address_of(case, step)).status_code == 200
    assert client.get(address_of(case, "niets")).status_code == 404


def test_what_is_typed_is_saved(client, writer, case):
    form = opened(client, case, "kort") | {"title-title": "Samen leren", "facts-year": "2024"}

    response = save(client, case, "kort", form)

    version = Version.objects.get()
    assert response.url == address_of(case)
    assert "Opgeslagen." in client.get(response.url).text
    assert (version.title, version.year) == ("Samen leren", 2024)


def test_a_page_that_saves_itself_is_told_when(client, case):
    form = opened(client, case, "kort") | {"title-title": "Samen leren"}

    response = autosave(client, case, "kort", form)

    assert "Opgeslagen om" in response.text
    assert 'name="basis-title"' in response.text
    assert "basis-summary" not in response.text
    assert Version.objects.get().title == "Samen leren"


def test_going_on_saves_first(client, case):
    form = opened(client, case, "kort") | {"title-title": "Samen leren"}

    response = save(client, case, "kort", form, naar="cijfers")

    assert response.url == address_of(case, "cijfers")
    assert Version.objects.get().title == "Samen leren"
    assert save(client, case, "kort", form, naar="niets").status_code == 404


def test_what_is_wrong_is_told_at_its_field_and_found_back_later(client, case):
    form = opened(client, case, "kort")
    form |= {"title-title": "Samen leren", "facts-year": "volgend jaar"}

    response = save(client, case, "kort", form)
    later = client.get(address_of(case))

    for page in (response, later):
        assert 'value="volgend jaar"' in page.text
        assert 'href="#id_facts-year"' in page.text
    assert (response.status_code, Version.objects.get().title) == (422, "Samen leren")
    assert "niet alles opgeslagen" in client.get(address_of(case, "lessen")).text

    save(client, case, "kort", opened(client, case, "kort") | {"facts-year": "2024"})
    assert Version.objects.get().year == 2024
    assert not Unsaved.objects.exists()


def test_going_on_with_something_wrong_keeps_it(client, case):
    form = opened(client, case, "kort") | {"facts-year": "ooit"}

    response = save(client, case, "kort", form, naar="lessen")

    assert "nog niet alles opgeslagen" in client.get(response.url).text
    assert 'value="ooit"' in client.get(address_of(case)).text


def test_a_page_that_saves_itself_keeps_what_is_wrong(client, case):
    form = opened(client, case, "kort") | {"facts-year": "ooit"}

    response = autosave(client, case, "kort", form)

    assert "Nog niet alles is opgeslagen" in response.text
    assert 'value="ooit"' in client.get(address_of(case)).text


def test_editing_what_is_published_starts_the_next_version(client, writer):
    case = make_case("Oud", organisations=[writer.organisation])
    form = opened(client, case, "kort")
    assert client.get(reverse("cases:edit", args=[case.slug])).url == address_of(case)
    save(client, case, "kort", form)
    assert Version.objects.count() == 1

    save(client, case, "kort", form | {"title-title": "Nieuw"})

    case.refresh_from_db()
    assert (case.published.title, case.work().title) == ("Oud", "Nieuw")


@pytest.mark.parametrize("state", [State.SUBMITTED, State.IN_REVIEW, State.REJECTED])
def test_what_the_editors_have_is_kept_and_the_typed_text_too(client, writer, state):
    case = make_version("Oud", organisations=[writer.organisation], state=state).case
    form = opened(client, case, "kort") | {"title-title": "Nieuw"}

    response = save(client, case, "kort", form)
    by_itself = autosave(client, case, "kort", form)

    assert response.status_code == 422
    assert "De redactie heeft dit voorbeeld nu" in response.text
    assert 'value="Nieuw"' in response.text
    assert "ligt nu bij de redactie" in by_itself.text
    assert Version.objects.get().title == "Oud"


def test_nothing_of_a_form_is_nothing_to_save(client, case):
    assert client.post(address_of(case)).status_code == 302
    assert client.post(address_of(case), {"basis-owners": "x"}).status_code == 422
    assert Version.objects.get().title == "Leren"


def test_another_organisation_finds_nothing_to_edit(client, writer):
    soest = make_version(organisations=[make_municipality()]).case
    published = make_case()

    for case in (soest, published):
        assert client.get(address_of(case)).status_code == 404
        assert client.post(address_of(case), {}).status_code == 404


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


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("step", STEPS)
def test_a_step_costs_the_same_however_much_it_holds(
    client, writer, step, number, django_assert_num_queries
):
    figure = {"kind": "number", "values": [{"value": 1}]}
    case = make_version(
        organisations=[writer.organisation],
        factors=[{"kind": "angel", "text": f"Wij {n}"} for n in range(number)],
        figures=[figure | {"name": f"teams {n}"} for n in range(number)],
        people=[{"role": "author", "name": f"Fien {n}"} for n in range(number)],
        links=[{"label": f"Meer {n}", "url": f"https://{n}.example/"} for n in range(number)],
        themes=[make_theme(f"Thema {n}") for n in range(number)],
    ).case
    costs = {"kort": 9, "verhaal": 8, "lessen": 8, "cijfers": 9, "mensen": 11}
    costs |= {"vindbaar": 16, "indienen": 14}

    with django_assert_num_queries(costs[step]):
        client.get(address_of(case, step))


def test_what_postgres_cannot_hold_is_left_out(client, case):
    link = {"links-0-label": "a\0b", "links-0-url": "geen adres\0", "links-\0": "1"}

    response = save(client, case, "vindbaar", opened(client, case, "vindbaar") | link)

    assert response.status_code == 422
    assert Unsaved.objects.get().data["links-0-label"] == ["ab"]
