import pytest
from django.urls import reverse

from cases.actions import restoring, review, writing
from cases.models import State, StepRefusedError
from tests.factories.cases import NOW, bring, make_case, make_text, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor, make_user
from tests.factories.themes import make_learning_format, make_theme


@pytest.fixture
def writer(client):
    writer = make_organisation_editor(make_municipality("Soest"))
    client.force_login(writer)
    return writer


def make_twice(writer, **text):
    """A case that was published twice."""
    case = make_case("Oude titel", organisations=[writer.organisation], by=writer, **text)
    version = writing.write(case, by=writer, now=NOW, text=make_text("Nieuwe titel"))
    bring(version, State.PUBLISHED, by=writer)
    case.refresh_from_db()
    return case


def page_of(case):
    return reverse("cases:versions", args=[case.slug])


def test_the_writers_see_their_versions_and_what_differs(client, writer):
    case = make_twice(writer)

    page = client.get(page_of(case)).text

    assert "Staat online" in page
    assert "sinds 2 maart 2026" in page
    assert "Greet Gemeente" in page
    assert "Verschil tussen versie 1 en versie 2" in page
    assert '<del><span class="lw-visually-hidden">[weg: </span>Oude' in page
    assert '<ins><span class="lw-visually-hidden">[toegevoegd: </span>Nieuwe' in page
    assert page_of(case) in client.get(case.get_absolute_url()).text


def test_any_two_are_compared(client, writer):
    case = make_twice(writer)

    assert (
        "Verschil tussen versie 2 en versie 1" in client.get(f"{page_of(case)}?van=2&naar=1").text
    )
    same = client.get(f"{page_of(case)}?van=2&naar=2").text
    assert "Er is geen verschil in de tekst." in same
    assert "versie 1 en versie 2" in client.get(f"{page_of(case)}?van=x&naar=9").text


def test_one_version_has_nothing_to_compare(client, writer):
    case = make_case(organisations=[writer.organisation])

    page = client.get(page_of(case)).text

    assert "1 versie" in page
    assert "Vergelijk" not in page


def test_writers_and_editors_only(client, writer):
    case = make_twice(writer)

    client.logout()
    assert client.get(page_of(case)).status_code == 302
    for user, status in ((make_editor(), 200), (make_user(organisation=make_municipality()), 404)):
        client.force_login(user)
        assert client.get(page_of(case)).status_code == status
        assert client.post(reverse("cases:restore", args=[case.slug, 1])).status_code == 404


def test_an_editor_sees_no_concept(client, writer):
    case = make_case("Oude titel", organisations=[writer.organisation])
    writing.write(case, by=writer, now=NOW, text=make_text("Geheim"))
    client.force_login(make_editor())

    assert "Geheim" not in client.get(page_of(case)).text


def test_an_old_version_is_put_back_as_the_next_concept(client, writer):
    theme, form = make_theme("Verzuim"), make_learning_format("Intervisie")
    quotes = [{"text": "Mooi"}]
    case = make_twice(writer, themes=[theme], learning_formats=[form], quotes=quotes)
    old = case.versions.get(number=1)

    response = client.post(reverse("cases:restore", args=[case.slug, 1]))

    assert "Versie 1 is nu jullie nieuwe concept." in client.get(response.url).text
    new = case.work()
    assert (new.number, new.title, new.created_by) == (3, "Oude titel", writer)
    assert [*new.themes.all(), *new.learning_formats.all()] == [theme, form]
    assert new.quote_set.get().key == old.quote_set.get().key
    case.refresh_from_db()
    assert case.published.title == "Nieuwe titel"


def test_not_while_another_is_in_the_works(client, writer):
    case = make_twice(writer)
    writing.write(case, by=writer, now=NOW, text=make_text("Derde"))

    response = client.post(reverse("cases:restore", args=[case.slug, 1]))

    assert "Er wordt al aan een nieuwe versie gewerkt." in client.get(response.url).text
    with pytest.raises(StepRefusedError):
        restoring.restore(case.versions.get(number=1), by=None, now=NOW)
    assert case.versions.count() == 3


def test_what_was_never_published_is_not_put_back(client, writer):
    version = make_version(organisations=[writer.organisation])

    assert client.post(reverse("cases:restore", args=[version.case.slug, 1])).status_code == 404


def test_an_editor_sees_what_a_next_version_changes(client, writer):
    case = make_case("Oude titel", organisations=[writer.organisation])
    version = writing.write(case, by=writer, now=NOW, text=make_text("Nieuwe titel"))
    client.force_login(make_editor())
    review.hand_in(version, by=writer, now=NOW)

    page = client.get(reverse("cases:review", args=[version.pk])).text

    assert "Anders dan wat nu online staat" in page
    assert "[weg: </span>Oude" in page
    assert client.get(case.get_absolute_url()).text.count("Nieuwe titel") == 0


def test_a_next_version_starts_with_the_themes_and_formats_of_what_is_published():
    theme, form = make_theme("Verzuim"), make_learning_format("Intervisie")
    case = make_case(themes=[theme], learning_formats=[form])

    version = writing.version_to_write(case, by=None, now=NOW)

    assert [*version.themes.all(), *version.learning_formats.all()] == [theme, form]


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_do_not_grow(client, writer, number, django_assert_num_queries):
    case = make_case(organisations=[writer.organisation])
    for n in range(number):
        version = writing.write(case, by=writer, now=NOW, text=make_text(f"Nr {n}"))
        bring(version, State.PUBLISHED)
        case.refresh_from_db()

    with django_assert_num_queries(7):
        client.get(page_of(case))
