from cases import surroundings
from cases.actions import archiving
from cases.models import Inspiration, Publication, Series, State
from cases.models.contents import contents_of
from tests.factories.cases import NOW, make_case, make_version
from tests.factories.organisations import make_municipality, make_organisation, make_province
from tests.factories.themes import make_theme


def related_to(case):
    version = case.published
    found = surroundings.related_to(version, contents_of(version))
    return [(related.case.published.title, related.told) for related in found]


def test_related_cases_say_why_the_most_alike_first():
    leadership, trust = make_theme("Leiderschap"), make_theme("Vertrouwen")
    utrecht = make_province("Utrecht")
    soest, baarn = make_municipality(province=utrecht), make_municipality(province=utrecht)
    case = make_case("Dit", organisations=[soest], themes=[leadership, trust])
    make_case("Buur", organisations=[baarn])
    make_case("Beide", organisations=[baarn], themes=[leadership])
    make_case("Twee", themes=[leadership, trust])
    make_case("Niets")

    assert related_to(case) == [
        ("Twee", "Zelfde thema's: Leiderschap, Vertrouwen"),
        ("Beide", "Zelfde thema: Leiderschap; zelfde provincie: Utrecht"),
        ("Buur", "Zelfde provincie: Utrecht"),
    ]


def test_nothing_unpublished_is_related():
    leadership = make_theme("Leiderschap")
    case = make_case(themes=[leadership])
    make_version(themes=[leadership], state=State.IN_REVIEW)
    archiving.archive(make_case(themes=[leadership]), now=NOW, reason="Oud.")

    assert related_to(case) == []


def test_a_case_without_a_province_is_related_by_theme_only():
    leadership = make_theme("Leiderschap")
    fund = make_organisation("Fonds")
    case = make_case("Dit", organisations=[fund], themes=[leadership])
    make_case("Ook", organisations=[make_organisation("Bureau")], themes=[leadership])

    assert related_to(case) == [("Ook", "Zelfde thema: Leiderschap")]


def test_the_place_in_a_series_skips_what_is_not_published():
    series = Series.objects.create(title="Reeks", slug="reeks")
    first, hidden, middle, last = make_case(), make_version().case, make_case(), make_case()
    for position, case in enumerate([first, hidden, middle, last], start=1):
        series.parts.create(case=case, position=position)

    place = surroundings.place_in_series(middle)
    assert (place.series, place.previous, place.next) == (series, first, last)
    assert surroundings.place_in_series(first).previous is None
    assert surroundings.place_in_series(last).next is None
    assert surroundings.place_in_series(make_case()) is None


def test_lineage_both_ways_without_what_is_not_published():
    den_bosch, heemstede = make_municipality("Den Bosch"), make_municipality("Heemstede")
    source, follower = make_case(organisations=[den_bosch]), make_case(organisations=[heemstede])
    hidden = make_version().case
    link = Inspiration.objects.create(case=follower, organisation=den_bosch, source=source)
    Inspiration.objects.create(case=hidden, organisation=den_bosch, source=source)

    assert surroundings.lineage_of(follower) == ([link], [])
    assert surroundings.lineage_of(source) == ([], [follower])


def test_without_themes_a_province_is_enough():
    utrecht = make_province("Utrecht")
    soest, baarn = make_municipality(province=utrecht), make_municipality(province=utrecht)
    case = make_case("Dit", organisations=[soest])
    make_case("Dichtbij", organisations=[baarn])
    make_case("Landelijk", organisations=[make_organisation()])

    assert related_to(case) == [("Dichtbij", "Zelfde provincie: Utrecht")]


def test_without_themes_and_province_nothing_is_alike():
    case = make_case("Dit", organisations=[make_organisation()])
    make_case("Ook", organisations=[make_organisation()])

    assert related_to(case) == []


def test_publications_of_a_case():
    case = make_case()
    reader = Publication.objects.create(title="Boek", slug="boek", kind="reader")
    reader.parts.create(position=1, kind="case", case=case)

    assert surroundings.publications_of(case) == [reader]


def test_the_one_that_leads_stands_first():
    vaals, kerkrade = make_municipality("Vaals"), make_municipality("Kerkrade")

    case = make_case(organisations=[vaals, kerkrade])

    assert contents_of(case.published).owners == [vaals, kerkrade]
