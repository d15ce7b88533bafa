import pytest
from django.urls import reverse

from cases.actions import archiving, writing
from cases.models import Inspiration, Publication, Series, State
from tests.factories.cases import NOW, bring, make_case, make_text, make_version
from tests.factories.organisations import make_municipality, make_province
from tests.factories.people import make_editor, make_organisation_editor, make_user
from tests.factories.themes import make_theme

LIST = "/praktijkvoorbeelden/"
HTMX = {"HX-Request": "true"}


def test_the_list_and_its_fragment(client):
    make_case("Samen leren", summary="Met een fiets.")

    page = client.get(LIST, {"q": "fiets", "jaar": "abc"})
    fragment = client.get(LIST, {"q": "fiets", "jaar": "abc"}, headers=HTMX)

    assert page.status_code == fragment.status_code == 200
    for words in ("1 praktijkvoorbeeld", "Samen leren", 'nl-mark">fiets</mark>', "«abc»"):
        assert words in page.text
        assert words in fragment.text
    assert fragment.text in page.text


@pytest.mark.parametrize(
    "query",
    ["pagina=0", "pagina=10000", "jaar=abc", "q='", "sortering=x", "omvang="],
)
def test_nonsense_in_the_address_answers_the_list(client, query):
    make_case("Samen leren")

    response = client.get(f"{LIST}?{query}")

    assert response.status_code == 200


def test_nothing_found_offers_two_ways_on(client):
    page = client.get(LIST, {"q": "niets"}).text

    assert "Niets gevonden" in page
    assert "Wis alle filters" in page
    assert 'href="/praktijkvoorbeelden/indienen/">Deel een praktijkvoorbeeld' in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many(client, number, django_assert_num_queries):
    for _ in range(number):
        make_case("Leren", themes=[make_theme()])

    with django_assert_num_queries(2):
        client.get(LIST)
    with django_assert_num_queries(3):
        client.get(LIST, {"q": "leren"})


def full_case(number):
    """A case with ``number`` of everything, and as many around it."""
    province = make_province()
    owners = [make_municipality(province=province) for _ in range(number)]
    themes = [make_theme() for _ in range(number)]
    sections = ("context", "approach", "result", "drawbacks", "conditions")[:number]
    figure = {"kind": "series", "values": [{"year": 2012, "value": 3}, {"year": 2013, "value": 4}]}
    case = make_case(
        "Alles",
        organisations=owners,
        themes=themes,
        sections=[{"kind": kind, "body": "Tekst"} for kind in sections],
        factors=[{"kind": "angel", "text": f"Engel {n}"} for n in range(number)],
        figures=[figure | {"name": f"Reeks {n}"} for n in range(number)],
        quotes=[{"text": f"Citaat {n}", "person": "Dirk Demo"} for n in range(number)],
        people=[{"role": "contact", "name": f"Fien {n}"} for n in range(number)],
        partners=[{"name": f"Partner {n}", "is_commercial": True} for n in range(number)],
        references=[{"text": f"Boek {n}"} for n in range(number)],
        links=[{"label": f"Link {n}", "url": f"https://x.example/{n}"} for n in range(number)],
        recognitions=[{"name": f"Prijs {n}", "year": 2013} for n in range(number)],
    )
    series = Series.objects.create(title="Reeks", slug="reeks")
    series.parts.create(case=case, position=0)
    for n in range(1, number + 1):
        other = make_case(f"Ander {n}", themes=themes, organisations=owners)
        series.parts.create(case=other, position=n)
        book = Publication.objects.create(title=f"B{n}", slug=f"b{n}", kind="reader")
        book.parts.create(position=1, kind="case", case=case)
        Inspiration.objects.create(case=case, organisation=owners[n - 1], source=other)
    return case


@pytest.mark.parametrize("number", [1, 3])
def test_a_case_costs_the_same_however_much_it_holds(client, number, django_assert_num_queries):
    case = full_case(number)

    with django_assert_num_queries(6):
        response = client.get(case.get_absolute_url())

    for words in ("Engel 0", "Reeks 0", "Citaat 0", "Prijs 0", "Ander 1", "commercieel betrokken"):
        assert words in response.text


def test_the_address_of_a_contact_is_never_shown(client):
    case = make_case(
        people=[{"role": "contact", "name": "Fien Fictief", "email": "geheim@soest.example"}]
    )

    page = client.get(case.get_absolute_url()).text

    assert "Fien Fictief" in page
    assert "geheim@soest.example" not in page


def test_what_people_wrote_is_only_text(client):
    evil = "<script>alert(1)</script>"
    case = make_case(
        evil,
        summary=evil,
        sections=[{"kind": kind, "body": f"- {evil}"} for kind in ("context", "approach")],
        factors=[{"kind": "bear", "text": evil}],
        quotes=[{"text": evil, "person": evil}],
        figures=[{"kind": "number", "name": evil, "note": evil, "values": [{"value": 1}]}],
    )

    for address in (case.get_absolute_url(), LIST):
        assert evil not in client.get(address).text


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_what_is_not_published_does_not_exist_for_others(client, state):
    case = make_version("Geheim", state=state).case

    assert client.get(case.get_absolute_url()).status_code == 404
    client.force_login(make_organisation_editor(make_municipality()))
    for page in ("detail", "work", "edit"):
        assert client.get(reverse(f"cases:{page}", args=[case.slug])).status_code == 404
    assert client.post(reverse("cases:withdraw", args=[case.slug])).status_code == 404
    assert "Geheim" not in client.get(LIST).text


def test_archived_is_gone_for_others_and_there_for_its_owners(client):
    soest = make_municipality()
    case = make_case(organisations=[soest])
    archiving.archive(case, now=NOW, reason="Oud.")

    assert client.get(case.get_absolute_url()).status_code == 404
    client.force_login(make_user(organisation=soest))
    assert client.get(case.get_absolute_url()).status_code == 200


STATES = {
    State.CONCEPT: "Dit is nog niet openbaar: concept",
    State.SUBMITTED: "Dit wacht op de redactie.",
    State.IN_REVIEW: "leest dit nu.",
    State.CHANGES_REQUESTED: "Wat kostte het?",
    State.REJECTED: "Dit is reclame.",
}


@pytest.mark.parametrize("state", STATES)
def test_the_writers_see_how_far_it_is(client, state):
    writer = make_organisation_editor(make_municipality())
    case = make_version("Ons werk", organisations=[writer.organisation], state=state).case
    client.force_login(writer)

    page = client.get(case.get_absolute_url()).text

    assert STATES[state] in page
    may_write = state in (State.CONCEPT, State.CHANGES_REQUESTED)
    assert ("Bewerk of dien in" in page) == may_write
    assert ("Trek in" in page) == (state == State.SUBMITTED)
    assert ("Maak er weer een concept van" in page) == (state == State.REJECTED)


def test_writers_see_the_next_version_and_others_the_published_one(client):
    writer = make_organisation_editor(make_municipality())
    case = make_case("Oud", organisations=[writer.organisation])
    work = writing.write(case, by=writer, now=NOW, text=make_text("Nieuw"))

    assert "Er is een nieuwe versie" not in client.get(case.get_absolute_url()).text
    client.force_login(make_editor())
    assert "Er is een nieuwe versie" not in client.get(case.get_absolute_url()).text
    client.force_login(writer)
    page = client.get(case.get_absolute_url()).text
    assert "Er is een nieuwe versie: concept" in page
    assert "<h1>Oud</h1>" in page
    assert "<h1>Nieuw</h1>" in client.get(reverse("cases:work", args=[case.slug])).text

    bring(work, State.SUBMITTED)
    client.force_login(make_editor(name="Eva Redactie"))
    page = client.get(case.get_absolute_url()).text
    assert "Beoordeel" in page
    assert "Bekijk de nieuwe versie" not in page


def test_writers_start_a_next_version_of_what_is_published(client):
    writer = make_user(organisation=make_municipality())
    case = make_case(organisations=[writer.organisation])

    for user, is_offered in ((writer, True), (make_user(), False), (make_editor(), False)):
        client.force_login(user)
        page = client.get(case.get_absolute_url()).text
        assert ("Schrijf een nieuwe versie" in page) == is_offered


def test_there_is_no_next_version_without_work(client):
    writer = make_organisation_editor(make_municipality())
    case = make_case(organisations=[writer.organisation])
    client.force_login(writer)

    assert client.get(reverse("cases:work", args=[case.slug])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_mine(client, number, django_assert_num_queries):
    soest = make_municipality()
    for n in range(number):
        make_version(f"Ons {n}", organisations=[soest], state=State.CHANGES_REQUESTED)
    make_version("Van een ander")
    client.force_login(make_user(organisation=soest))

    with django_assert_num_queries(4):
        page = client.get(reverse("cases:mine")).text
    fragment = client.get(reverse("cases:mine"), headers=HTMX).text

    assert fragment in page
    for words in ("Ons 0", "Aanvulling gevraagd", "Wat kostte het?"):
        assert words in fragment
    assert "Van een ander" not in page


def test_mine_of_who_has_nothing(client):
    client.force_login(make_user())

    assert "Er is nu niets in de maak." in client.get(reverse("cases:mine")).text


def test_mine_leads_to_the_version_in_the_works(client):
    writer = make_user(organisation=make_municipality("Soest"))
    case = make_case("Leren", organisations=[writer.organisation])
    writing.write(case, by=writer, now=NOW, text=make_text("Leren, vervolg"))
    client.force_login(writer)

    page = client.get(reverse("cases:mine")).text

    assert 'href="/praktijkvoorbeelden/soest-leren/concept/"' in page


@pytest.mark.parametrize("number", [1, 3])
def test_a_publication_and_a_series(client, number, django_assert_num_queries):
    series = Series.objects.create(title="De reeks", slug="reeks")
    old = Publication.objects.create(title="Oud", slug="oud", kind="overview")
    book = Publication.objects.create(
        title="Boek", slug="boek", kind="reader", series=series, predecessor=old,
        url="https://boek.example",
    )  # fmt: skip
    book.themes.set([make_theme()])
    for n in range(number):
        case = make_case(f"Voorbeeld {n}")
        book.parts.create(position=n, kind="case", case=case)
        series.parts.create(position=n, case=case)
    book.parts.create(position=9, kind="case", case=make_version("Geheim").case)

    with django_assert_num_queries(3):
        page = client.get(book.get_absolute_url()).text
    for words in ("Voorbeeld 0", "De reeks", "Volgt op", "(z.j.). Boek."):
        assert words in page
    with django_assert_num_queries(3):
        shown = client.get(series.get_absolute_url()).text
    assert "Voorbeeld 0" in shown
    assert "Boek" in shown
    assert "Geheim" not in page + shown
    assert "Vervolg: " in client.get(old.get_absolute_url()).text


def test_an_empty_series_says_so(client):
    series = Series.objects.create(title="De reeks", slug="reeks")

    assert "nog geen praktijkvoorbeelden" in client.get(series.get_absolute_url()).text
    assert client.get("/reeksen/weg/").status_code == 404
    assert client.get("/publicaties/weg/").status_code == 404


def test_the_title_it_began_with_is_not_in_its_public_address(client):
    soest = make_municipality("Soest")
    version = make_version("Ruzie op de afdeling", organisations=[soest])
    began = version.case.get_absolute_url()
    text = make_text("Samen leren")
    bring(writing.write(version.case, by=None, now=NOW, text=text), State.PUBLISHED)

    version.case.refresh_from_db()
    assert version.case.get_absolute_url() == "/praktijkvoorbeelden/soest-samen-leren/"
    assert client.get(began).status_code == 404
    client.force_login(make_user(organisation=soest))
    assert client.get(began).url == version.case.get_absolute_url()
