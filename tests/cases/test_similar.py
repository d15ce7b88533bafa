import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases import similar
from cases.actions import archiving, doubles, writing
from cases.models import Kind, NotDouble, State
from tests.factories.cases import NOW, make_case, make_instrument, make_text, make_version
from tests.factories.organisations import make_municipality, make_province
from tests.factories.people import make_organisation_editor, make_user
from tests.factories.themes import make_theme

HIDDEN = {"kind": Kind.FAILURE, "hides_organisation": True}
HTMX = {"HX-Request": "true"}


def like(version):
    return [(found.case.published.title, found.told) for found in similar.similar_to(version)]


def test_the_most_alike_stands_first_and_says_why():
    theme, other = make_theme("Verzuim"), make_theme("Leiderschap")
    utrecht = make_province("Utrecht")
    soest, baarn = (make_municipality(name, province=utrecht) for name in ("Soest", "Baarn"))
    make_case("Iets heel anders")
    make_case("Dichtbij", organisations=[baarn])
    make_case("Een thema", organisations=[baarn], themes=[theme])
    make_case("Van onszelf", organisations=[soest])
    make_case("Meelopen bij de brandweer", themes=[other], summary="Een ochtend.")
    used = make_case("Met een instrument", themes=[theme, other])
    version = make_version(
        "Meelopen: een dag bij de brandweer",
        organisations=[soest],
        themes=[theme, other],
    )
    make_instrument("Leren op Locatie", cases=[used, version.case])

    assert like(version) == [
        (
            "Met een instrument",
            "Zelfde instrument: Leren op Locatie; zelfde thema's: Leiderschap, Verzuim",
        ),
        (
            "Meelopen bij de brandweer",
            "Zelfde thema: Leiderschap; zelfde woorden: meelopen, brandweer",
        ),
        ("Van onszelf", "Zelfde organisatie: Soest; zelfde provincie: Utrecht"),
        ("Een thema", "Zelfde thema: Verzuim; zelfde provincie: Utrecht"),
    ]


def test_at_most_five():
    theme = make_theme()
    for number in range(6):
        make_case(f"Nummer {number}", themes=[theme])

    found = similar.similar_to(make_version(themes=[theme]))

    assert [one.case.published.title for one in found] == [f"Nummer {n}" for n in (5, 4, 3, 2, 1)]


def test_never_itself_nor_what_nobody_may_read():
    theme = make_theme()
    case = make_case("Dit", themes=[theme])
    make_version(themes=[theme], state=State.IN_REVIEW)
    archiving.archive(make_case(themes=[theme]), now=NOW, reason="Oud.")
    next_one = writing.write(case, by=None, now=NOW, text=make_text("Dit", themes=[theme]))

    assert like(next_one) == []


def test_of_what_is_empty_nothing_is_alike():
    make_case("Stil", summary="")
    empty = {"summary": "", "organisations": [make_municipality()]}

    assert like(make_version("Stil", **empty)) == []
    assert like(make_version("Stil", **empty, **HIDDEN)) == []


def test_one_word_in_common_is_no_reason_and_two_are():
    make_case("De brandweer oefent")
    make_case("Inkoop bij de brandweer en de politie", summary="")
    version = make_version("Politie en brandweer", summary="Ze kwamen.")

    assert like(version) == [
        ("Inkoop bij de brandweer en de politie", "Zelfde woorden: politie, brandweer")
    ]


def test_words_that_say_nothing_and_names_do_not_count():
    version = make_version(
        "Samen leren in Soest: intervisie", organisations=[make_municipality("Soest")]
    )
    version.summary = "Intervisies voor nieuwe medewerkers van het onderhoud!"

    words = similar.words_of(version, similar.contents_of(version))

    assert words == ["intervisie", "onderhoud"]


def test_who_hides_its_organisation_is_not_compared_by_it():
    utrecht = make_province("Utrecht")
    soest, baarn = (make_municipality(name, province=utrecht) for name in ("Soest", "Baarn"))
    theme = make_theme("Verzuim")
    make_case("Verborgen", organisations=[soest], themes=[theme], **HIDDEN)
    make_case("Verborgen zonder thema", organisations=[soest], **HIDDEN)
    make_case("Van de buren", organisations=[baarn], themes=[theme])
    told = [("Van de buren", "Zelfde thema: Verzuim"), ("Verborgen", "Zelfde thema: Verzuim")]

    shown = make_version(organisations=[soest], themes=[theme])
    hidden = make_version(organisations=[soest], themes=[theme], **HIDDEN)

    assert like(hidden) == told
    assert dict(like(shown))["Verborgen"] == "Zelfde thema: Verzuim"
    assert dict(like(shown)).keys() == {"Verborgen", "Van de buren"}


def test_what_is_not_double_is_not_shown_again_on_either_side():
    theme = make_theme("Verzuim")
    case, other = make_case("Een", themes=[theme]), make_case("Ander", themes=[theme])
    by = make_user()

    for _ in range(2):
        doubles.set_aside(case, other, by=by, now=NOW)

    assert (like(case.published), like(other.published)) == ([], [])
    (pair,) = similar.about(case, case.published)["set_aside"]
    assert (pair.other, pair.by, pair.at) == (other, by, NOW)
    doubles.show_again(case, other)
    assert like(case.published) == [("Ander", "Zelfde thema: Verzuim")]


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_many(number, django_assert_num_queries):
    themes = [make_theme() for _ in range(number)]
    for _ in range(number):
        make_case(themes=themes)
    version = make_version(themes=themes)

    with django_assert_num_queries(2):  # what is in it, and what looks like it
        assert len(similar.similar_to(version)) == number


def test_a_writer_sets_one_aside_and_takes_that_back(client):
    writer, theme = make_organisation_editor(make_municipality("Soest")), make_theme("Verzuim")
    about = {"organisations": [writer.organisation], "themes": [theme]}
    case, other = make_version("Dit", **about).case, make_case("Dat", themes=[theme])
    client.force_login(writer)
    aside, again = (
        reverse(f"cases:{name}", args=[case.slug, other.slug])
        for name in ("not_double", "maybe_double")
    )

    page = client.post(aside)
    pair = NotDouble.objects.get()
    fragment = client.post(aside, headers=HTMX).text
    back = client.post(again, headers=HTMX).text

    assert (page.status_code, page.url) == (302, f"{case.get_absolute_url()}bewerken/indienen/")
    assert (pair.case, pair.other, pair.by) == (case, other, writer)
    assert "Niet dubbel, zeiden jullie (1)" in fragment
    assert "Dit is niet dubbel" not in fragment
    assert "Zelfde thema: Verzuim" in back
    assert NotDouble.objects.count() == 0


@pytest.mark.parametrize("state", [State.CONCEPT, State.IN_REVIEW])
def test_nobody_sets_aside_what_she_may_not_read(client, state):
    writer = make_organisation_editor(make_municipality())
    case = make_case(organisations=[writer.organisation])
    hidden = make_version(state=state).case
    client.force_login(writer)

    for other in (hidden, case):
        response = client.post(reverse("cases:not_double", args=[case.slug, other.slug]))
        assert response.status_code == 404


def test_a_case_is_another_than_itself():
    case = make_case()
    with pytest.raises(IntegrityError, match="not_double_with_another"), transaction.atomic():
        doubles.set_aside(case, case, by=None, now=NOW)
