import pytest
from django.urls import reverse

from cases.actions import review
from cases.models import CaseStudy, State, Unsaved, Version
from cases.models.contents import contents_of
from portal.mail.models import Mail
from portal.organisations.models import Organisation
from tests.factories.cases import NOW, make_case, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import (
    PASSWORD,
    make_editor,
    make_guest,
    make_organisation_editor,
    make_user,
)
from tests.factories.themes import make_theme
from tests.typing_in import form_of

CREATE = "/praktijkvoorbeelden/indienen/"


@pytest.fixture
def writer(client):
    writer = make_organisation_editor(make_municipality("Soest"), name="Greet Gemeente")
    client.force_login(writer)
    return writer


def address_of(case, step="kort"):
    return reverse("cases:step", args=[case.slug, step])


def test_a_visitor_signs_in_first(client):
    assert client.get(CREATE).status_code == 302
    assert client.post(CREATE, {"title": "Leren"}).status_code == 302
    assert not CaseStudy.objects.exists()


def test_who_belongs_nowhere_is_told_so(client):
    client.force_login(make_user())

    for response in (client.get(CREATE), client.post(CREATE, {"title": "Leren"})):
        assert "hoort nog niet bij een organisatie" in response.text
    assert not CaseStudy.objects.exists()


def test_a_title_is_enough_to_start_and_the_writer_is_its_contact(client, writer):
    assert client.get(CREATE).status_code == 200
    response = client.post(CREATE, {"title": "Leren", "kind": "praktijkvoorbeeld"})

    case = CaseStudy.objects.get()
    assert response.url == address_of(case)
    assert (case.work().state, case.lead(), case.created_by) == (
        State.CONCEPT,
        writer.organisation,
        writer,
    )
    person = case.work().person_set.get()
    assert (person.name, person.role, person.user) == ("Greet Gemeente", "contact", writer)
    assert client.get(response.url).status_code == 200


def test_without_a_title_nothing_starts(client, writer):
    response = client.post(CREATE)

    assert response.status_code == 422
    assert not CaseStudy.objects.exists()


STEPS = ["kort", "verhaal", "lessen", "cijfers", "mensen", "vindbaar", "indienen"]


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_a_page(client, writer, step):
    case = make_version("Leren", organisations=[writer.organisation]).case

    assert client.get(address_of(case, step)).status_code == 200
    assert client.get(address_of(case, "niets")).status_code == 404


def opened(client, case, step):
    """The form of a step, as her browser has it."""
    return form_of(client.get(address_of(case, step)), "schrijven")


def save(client, case, step, form, **presses):
    return client.post(address_of(case, step), form | presses)


def autosave(client, case, step, form):
    return client.post(address_of(case, step), form, headers={"HX-Request": "true"})


@pytest.fixture
def case(writer):
    return make_version("Leren", organisations=[writer.organisation]).case


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


def test_two_who_write_different_blocks_keep_both(client, case, writer):
    mine, theirs = opened(client, case, "verhaal"), opened(client, case, "verhaal")
    save(client, case, "verhaal", theirs | {"context-body": "Van haar"})

    save(client, case, "verhaal", mine | {"approach-body": "Van mij"})

    contents = contents_of(Version.objects.get())
    assert "Van haar" in contents.section("context")
    assert "Van mij" in contents.section("approach")


@pytest.fixture
def collision(client, case, writer):
    """The case, after a colleague saved what the writer also wrote."""
    colleague = make_user(organisation=writer.organisation, name="Cor Collega")
    other = type(client)()
    other.force_login(colleague)
    mine, theirs = opened(client, case, "verhaal"), opened(other, case, "verhaal")
    save(other, case, "verhaal", theirs | {"context-body": "Van haar"})
    response = save(client, case, "verhaal", mine | {"context-body": "Van mij"})
    assert response.status_code == 422
    return case


def test_two_who_write_one_block_see_both_texts(client, collision):
    page = client.get(address_of(collision, "verhaal")).text

    assert "Cor Collega bewaarde «Aanleiding» ook" in page
    assert "Van haar" in page
    assert "Van mij" in page
    assert "Van haar" in contents_of(Version.objects.get()).section("context")


@pytest.mark.parametrize(("choice", "stays"), [("mijn", "Van mij"), ("hun", "Van haar")])
def test_choosing_a_text_settles_it(client, collision, choice, stays):
    form = opened(client, collision, "verhaal")

    save(client, collision, "verhaal", form, kies=f"context:{choice}")

    assert stays in contents_of(Version.objects.get()).section("context")
    assert not Unsaved.objects.exists()


def test_saving_again_does_not_overwrite_without_a_choice(client, collision):
    autosave(client, collision, "verhaal", opened(client, collision, "verhaal"))

    assert "Van haar" in contents_of(Version.objects.get()).section("context")
    assert Unsaved.objects.count() == 1


def test_a_page_whose_answer_was_lost_does_not_collide_with_itself(client, case):
    form = opened(client, case, "verhaal")
    autosave(client, case, "verhaal", form | {"context-body": "Een"})

    autosave(client, case, "verhaal", form | {"context-body": "Een twee"})

    assert "Een twee" in contents_of(Version.objects.get()).section("context")
    assert not Unsaved.objects.exists()


def test_the_very_same_text_of_two_is_no_collision(client, case):
    mine, theirs = opened(client, case, "verhaal"), opened(client, case, "verhaal")
    save(client, case, "verhaal", theirs | {"context-body": "Samen"})

    response = save(client, case, "verhaal", mine | {"context-body": "Samen"})

    assert response.status_code == 302


def test_who_was_signed_out_finds_what_she_typed(client, case, writer):
    form = opened(client, case, "kort") | {"title-title": "Lang getypt"}
    client.logout()

    response = save(client, case, "kort", form)
    assert response.url == f"/account/inloggen/?next={address_of(case)}"
    client.post("/account/inloggen/", {"login": writer.email, "password": PASSWORD})
    page = client.get(address_of(case))

    assert 'value="Lang getypt"' in page.text
    assert "Je was uitgelogd" in page.text
    assert Version.objects.get().title == "Leren"
    save(client, case, "kort", form_of(page, "schrijven"))
    assert Version.objects.get().title == "Lang getypt"
    assert "Je was uitgelogd" not in client.get(address_of(case)).text


def test_a_page_that_saves_itself_is_told_to_sign_in(client, case):
    form = opened(client, case, "kort") | {"title-title": "Lang getypt"}
    client.logout()

    response = autosave(client, case, "kort", form)

    assert "Je bent uitgelogd." in response.text
    assert response.status_code == 200


def test_the_text_of_another_is_not_found_by_who_signs_in(client, case):
    form = opened(client, case, "kort") | {"title-title": "Lang getypt"}
    client.logout()
    save(client, case, "kort", form)

    client.force_login(make_organisation_editor(make_municipality("Vaals")))

    assert client.get(address_of(case)).status_code == 404


def test_no_more_is_kept_of_who_is_signed_out_than_a_long_case(client, case):
    form = opened(client, case, "verhaal") | {"context-body": "x" * 600_000}
    client.logout()

    save(client, case, "verhaal", form)

    assert "typed_signed_out" not in client.session


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


def test_a_row_is_added_filled_in_and_taken_away(client, case):
    form = opened(client, case, "lessen") | {"factors-0-text": "Tijd", "factors-0-kind": "bear"}
    response = save(client, case, "lessen", form, erbij="factors")
    assert response.url == f"{address_of(case, 'lessen')}?erbij=factors#factors"

    form = form_of(client.get(response.url), "schrijven")
    assert form["factors-TOTAL_FORMS"] == ["3"]
    save(client, case, "lessen", form | {"factors-2-text": "Wij", "factors-2-kind": "angel"})
    factors = contents_of(Version.objects.get()).factors
    assert [(factor.kind, factor.text) for factor in factors] == [
        ("bear", "Tijd"),
        ("angel", "Wij"),
    ]

    save(client, case, "lessen", opened(client, case, "lessen"), weg="factors-0")
    (left,) = contents_of(Version.objects.get()).factors
    assert (left.text, left.key) == ("Wij", factors[1].key)


def test_a_row_can_be_added_beside_one_that_is_wrong(client, case):
    form = opened(client, case, "cijfers") | {"figures-0-name": "teams"}

    response = save(client, case, "cijfers", form, erbij="figures")

    assert response.status_code == 422
    assert form_of(response, "schrijven")["figures-TOTAL_FORMS"] == ["2"]
    assert "Vul de waarde van dit kengetal in." in response.text


def test_a_row_with_two_of_the_same_key_keeps_both(client, case):
    form = opened(client, case, "lessen") | {"factors-0-text": "Een", "factors-TOTAL_FORMS": "2"}
    form |= {"factors-1-text": "Twee", "factors-1-kind": "tip", "factors-0-kind": "tip"}

    save(client, case, "lessen", form | {"factors-1-key": form["factors-0-key"]})

    factors = contents_of(Version.objects.get()).factors
    assert [factor.text for factor in factors] == ["Een", "Twee"]


def test_a_series_of_years_is_drawn_at_once(client, case):
    form = opened(client, case, "cijfers")
    form |= {"figures-0-kind": "series", "figures-0-name": "verzuim", "figures-0-unit": "%"}
    form |= {"figures-0-values-wat": ["2023", "2024"], "figures-0-values-waarde": ["4,1", "3,9"]}

    response = autosave(client, case, "cijfers", form)

    assert f'id="grafiek-{form["figures-0-key"][0]}"' in response.text
    assert "<svg" in response.text
    page = client.get(address_of(case, "cijfers"))
    assert "<svg" in page.text
    assert form_of(page, "schrijven")["figures-0-values-waarde"][:2] == ["4,1", "3,9"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": "number"}, "Vul de waarde van dit kengetal in."),
        ({"kind": "number", "value": "veel"}, "Voer een getal in."),
        ({"kind": "moment"}, "Vul een jaar of een datum in."),
        ({"kind": "share"}, "Vul minstens één regel in."),
        ({"kind": "series", "values-wat": "nu", "values-waarde": "3"}, "zoals 2024"),
        ({"kind": "share", "values-wat": "a", "values-waarde": ""}, "en een waarde"),
        ({"kind": "share", "values-wat": "a", "values-waarde": "veel"}, "a: Voer een getal in."),
        ({"kind": "share", "values-wat": "a" * 61, "values-waarde": "3"}, "60 tekens"),
        ({"kind": "share", "values-wat": ["a", "a"], "values-waarde": ["3", "4"]}, "één keer"),
    ],
)
def test_a_figure_that_says_too_little_is_told_what_lacks(client, case, typed, sentence):
    form = opened(client, case, "cijfers") | {"figures-0-name": "teams"}
    form |= {"figures-0-values-wat": "", "figures-0-values-waarde": ""}
    form |= {f"figures-0-{name}": value for name, value in typed.items()}

    response = save(client, case, "cijfers", form)

    assert response.status_code == 422
    assert sentence in response.text
    assert sentence in client.get(address_of(case, "cijfers")).text


def owners_of(case):
    return {ownership.organisation for ownership in case.ownerships.all()}


def test_organisations_are_named_and_shared(client, case, writer):
    vaals, bosch = make_municipality("Vaals"), make_municipality("Den Bosch")
    form = opened(client, case, "kort") | {"owners-0-organisation_id": "gemeente Vaals"}
    save(client, case, "kort", form)
    form = opened(client, case, "vindbaar") | {"inspirations-0-organisation_id": "den bosch"}
    save(client, case, "vindbaar", form)

    assert owners_of(case) == {writer.organisation, vaals}
    assert case.inspirations.get().organisation == bosch
    form = opened(client, case, "kort")
    assert form["owners-0-organisation_id"] == ["gemeente Vaals"]
    wrong = save(client, case, "kort", form | {"owners-0-organisation_id": "Atlantis"})
    assert "Deze organisatie kennen we niet." in wrong.text
    save(client, case, "kort", form | {"owners-0-organisation_id": ""})
    assert owners_of(case) == {writer.organisation}


def test_the_owners_of_a_published_case_stay(client, writer):
    case = make_case("Oud", organisations=[writer.organisation])

    assert "owners-TOTAL_FORMS" not in opened(client, case, "kort")


def test_the_writer_is_known_by_her_address(client, case, writer):
    form = opened(client, case, "mensen")
    form |= {"people-0-role": "contact", "people-0-name": "G. Gemeente"}
    save(client, case, "mensen", form | {"people-0-email": writer.email})
    assert Version.objects.get().person_set.get().user == writer

    form = opened(client, case, "mensen") | {"people-0-email": "ander@soest.example"}
    save(client, case, "mensen", form)
    assert Version.objects.get().person_set.get().user is None


def test_labels_collide_by_name(client, case, writer):
    leading, talking = make_theme("Leiderschap"), make_theme("Gespreksvoering")
    mine, theirs = opened(client, case, "vindbaar"), opened(client, case, "vindbaar")
    save(client, case, "vindbaar", theirs | {"labels-themes": [leading.pk]})

    response = save(client, case, "vindbaar", mine | {"labels-themes": [talking.pk]})

    assert "<p>Leiderschap</p>" in response.text
    save(client, case, "vindbaar", form_of(response, "schrijven"), kies="labels:mijn")
    assert list(contents_of(Version.objects.get()).themes) == [talking]


def test_nothing_of_a_form_is_nothing_to_save(client, case):
    assert client.post(address_of(case)).status_code == 302
    assert client.post(address_of(case), {"basis-owners": "x"}).status_code == 422
    assert Version.objects.get().title == "Leren"


def test_handing_in_asks_for_what_lacks(client, case):
    page = client.get(address_of(case, "indienen")).text
    response = client.post(reverse("cases:hand_in", args=[case.slug]))

    assert "Kies minstens één thema" in page
    assert ">Dien in</button>" not in page
    assert response.status_code == 422
    assert Version.objects.get().state == State.CONCEPT


@pytest.fixture
def complete(writer):
    sections = [
        {"kind": "approach", "body": "<p>Meten</p>"},
        {"kind": "result", "body": "<p>8</p>"},
    ]
    contact = {"role": "contact", "name": "Fien Fictief"}
    return make_version(
        "Leren",
        organisations=[writer.organisation],
        sections=sections,
        people=[contact],
        themes=[make_theme("Leiderschap")],
    ).case


def test_a_complete_case_goes_to_the_editors(client, complete):
    assert ">Dien in</button>" in client.get(address_of(complete, "indienen")).text

    response = client.post(reverse("cases:hand_in", args=[complete.slug]))

    assert "Ingediend." in client.get(response.url).text
    assert Version.objects.get().state == State.SUBMITTED
    assert Mail.objects.count() == 1
    assert "al ingediend" in client.get(address_of(complete, "indienen")).text


def test_a_member_does_not_hand_in(client, complete, writer):
    client.force_login(make_user(organisation=writer.organisation))

    page = client.get(address_of(complete, "indienen")).text
    response = client.post(reverse("cases:hand_in", args=[complete.slug]))

    assert ">Dien in</button>" not in page
    assert "Een redacteur van je organisatie dient het in." in client.get(response.url).text
    assert Version.objects.get().state == State.CONCEPT


def test_text_that_is_not_saved_is_not_handed_in(client, complete):
    form = opened(client, complete, "kort") | {"facts-year": "ooit"}
    autosave(client, complete, "kort", form)

    response = client.post(reverse("cases:hand_in", args=[complete.slug]))

    assert "«In het kort» staat nog tekst die niet is opgeslagen" in response.text


def test_nobody_starts_or_hands_in_for_a_municipality_that_ended(client, complete):
    Organisation.objects.update(ended_on="2026-01-01")

    start = client.post(CREATE, {"title": "Leren"})
    hand_in = client.post(reverse("cases:hand_in", args=[complete.slug]))

    assert "gemeente Soest, en die is opgeheven" in start.text
    assert hand_in.status_code == 422
    assert "gemeente Soest bestaat niet meer" in hand_in.text


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
        assert client.get(address_of(case)).status_code == 404
        assert client.post(address_of(case), {}).status_code == 404


def test_a_guest_is_told_how_to_join_an_organisation(client):
    client.force_login(make_guest())

    text = client.get(CREATE).text

    assert "Je doet mee als gast" in text
    assert reverse("account_email") in text
    assert "goedgekeurd" not in text


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


def test_what_did_not_work_may_hide_the_organisation_and_an_example_not(client, writer):
    typed = {"title": "Leren", "kind": "praktijkvoorbeeld", "hides_organisation": "on"}

    assert "kan alleen bij" in client.post(CREATE, typed).text
    client.post(CREATE, typed | {"kind": "wat-niet-werkte"})

    version = Version.objects.get()
    assert (version.is_failure, version.hides_organisation) == (True, True)
    assert "soest" not in version.case.slug


def test_the_editors_write_down_what_a_public_source_tells(client, writer):
    editor, gone = make_editor(), make_municipality("Uden", ended_on="2022-01-01")
    client.force_login(editor)
    address = reverse("cases:create_from_source")
    assert (
        "Deze organisatie kennen we niet."
        in client.post(address, {"title": "Leren", "organisation_id": "Atlantis"}).text
    )

    client.post(address, {"title": "Leren", "organisation_id": "gemeente Uden"})
    case = CaseStudy.objects.get()
    form = opened(client, case, "verhaal") | {"approach-body": "Meten", "result-body": "Een acht"}
    save(client, case, "verhaal", form)
    form = opened(client, case, "vindbaar") | {"labels-themes": [make_theme("Leren").pk]}
    save(client, case, "vindbaar", form)
    save(client, case, "kort", opened(client, case, "kort") | {"summary-summary": "In het kort."})
    client.post(reverse("cases:hand_in", args=[case.slug]))

    version = Version.objects.get()
    assert (version.state, case.from_public_source) == (State.SUBMITTED, True)
    assert owners_of(case) == {gone}
    review.take(version, by=editor, now=NOW)
    review.publish(version, by=editor, now=NOW)
    assert CaseStudy.objects.get().from_public_source


def test_the_editors_do_not_write_what_an_organisation_hands_in(client, case):
    client.force_login(make_editor())

    assert client.get(address_of(case)).status_code == 404


def test_a_table_gets_more_lines(client, case):
    form = opened(client, case, "cijfers") | {"figures-0-kind": "share", "figures-0-name": "deel"}
    form |= {"figures-0-values-wat": ["a", "b", "c"], "figures-0-values-waarde": ["1", "2", "3"]}

    response = save(client, case, "cijfers", form, meer="figures-0-values")

    assert response.url == f"{address_of(case, 'cijfers')}#id_figures-0-values"
    lines = form_of(client.get(response.url), "schrijven")["figures-0-values-wat"]
    assert lines == ["a", "b", "c", "", "", ""]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("step", ["lessen", "cijfers", "mensen", "vindbaar"])
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
    costs = {"lessen": 8, "cijfers": 9, "mensen": 11, "vindbaar": 16}

    with django_assert_num_queries(costs[step]):
        client.get(address_of(case, step))
