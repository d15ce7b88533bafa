from datetime import date

import pytest

from cases.models import Version
from cases.models.contents import contents_of
from tests.cases.writing.pages import address_of, autosave, opened, owners_of, save
from tests.factories.cases import make_case, make_version
from tests.factories.organisations import make_municipality
from tests.typing_in import form_of


def test_a_row_is_added_filled_in_and_taken_away(client, case):
    form = opened(client, case, "lessen") | {"factors-0-text": "Tijd", "factors-0-kind": "bear"}
    response = save(client, case, "lessen", form, erbij="factors")
    assert response.url == f"{address_of(case, 'lessen')}?erbij=factors#nieuw-factors"

    page = client.get(response.url)
    assert [page.text.count(f'id="{name}"') for name in ("nieuw-factors", "factors")] == [1, 1]
    form = form_of(page, "schrijven")
    assert form["factors-TOTAL_FORMS"] == ["3"]
    save(client, case, "lessen", form | {"factors-2-text": "Wij", "factors-2-kind": "angel"})
    factors = contents_of(Version.objects.get()).factors
    assert [(factor.kind, factor.text) for factor in factors] == [
        ("bear", "Tijd"),
        ("angel", "Wij"),
    ]

    response = save(client, case, "lessen", opened(client, case, "lessen"), weg="factors-0")
    assert response.url == f"{address_of(case, 'lessen')}#factors"
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


def test_a_table_gets_more_lines(client, case):
    form = opened(client, case, "cijfers") | {"figures-0-kind": "share", "figures-0-name": "deel"}
    form |= {"figures-0-values-wat": ["a", "b", "c"], "figures-0-values-waarde": ["1", "2", "3"]}

    response = save(client, case, "cijfers", form, meer="figures-0-values")

    assert response.url == f"{address_of(case, 'cijfers')}#id_figures-0-values"
    lines = form_of(client.get(response.url), "schrijven")["figures-0-values-wat"]
    assert lines == ["a", "b", "c", "", "", ""]


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


def test_an_organisation_that_ended_since_stays_where_it_stands(client, writer):
    old = make_municipality("Opgeheven")
    partner = {"name": "Zij", "part": "", "organisation_id": old.pk}
    organisations = [writer.organisation, old]
    version = make_version("Leren", organisations=organisations, partners=[partner])
    old.ended_on = date(2026, 1, 1)
    old.save()

    for step in ("kort", "mensen"):
        save(client, version.case, step, opened(client, version.case, step))

    assert owners_of(version.case) == set(organisations)
    assert version.partner_set.get().organisation == old


@pytest.mark.parametrize("total", ["9" * 5000, "\u0663", "-1", "x"])
def test_a_number_of_rows_that_cannot_be_is_no_crash(client, case, total):
    form = opened(client, case, "lessen") | {"factors-TOTAL_FORMS": total}

    assert save(client, case, "lessen", form, erbij="factors").status_code in (302, 422)


@pytest.mark.parametrize("years", [["2024", "\u0662\u0660\u0662\u0664"], ["2024", "24"]])
def test_a_year_of_a_series_is_in_four_plain_digits(client, case, years):
    row = {"figures-0-name": "Verzuim", "figures-0-kind": "series", "figures-0-values-wat": years}
    form = opened(client, case, "cijfers") | row | {"figures-0-values-waarde": ["1", "2"]}

    assert save(client, case, "cijfers", form).status_code == 422
