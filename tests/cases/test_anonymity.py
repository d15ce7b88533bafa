import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from cases import surroundings
from cases.actions import writing
from cases.actions.words import found_by
from cases.models import Inspiration, Kind, State
from cases.models.contents import all_contents_of, contents_of
from portal.discovery import queries
from portal.keys import key_of
from portal.notifications.actions import follow
from portal.notifications.models import Notification
from tests.factories.cases import NOW, bring, make_case, make_text, make_version
from tests.factories.organisations import make_municipality, make_province, make_region
from tests.factories.people import make_editor, make_organisation_editor, make_user
from tests.factories.themes import make_theme

HIDDEN = {"kind": Kind.FAILURE, "hides_organisation": True}
VISITOR = AnonymousUser()


def next_version(case, title, **fields):
    version = writing.write(case, by=None, now=NOW, text=make_text(title, **fields))
    bring(version, State.PUBLISHED)
    case.refresh_from_db()
    return version


def names(owners):
    return [str(owner) for owner in owners]


@pytest.mark.parametrize("model", ["case", "version"])
def test_only_what_did_not_work_hides_its_organisation(model):
    version = make_version(**HIDDEN)
    found = {"case": version.case, "version": version}[model]
    found.kind, found.hides_organisation = Kind.EXAMPLE, True

    with pytest.raises(IntegrityError, match="hides_failures_only"), transaction.atomic():
        found.save()


def test_the_owners_are_for_its_writers_and_the_editors():
    soest, vaals = make_municipality("Soest"), make_municipality("Vaals")
    case = make_case(organisations=[soest, vaals], **HIDDEN)
    writer, stranger = make_user(organisation=vaals), make_user(organisation=make_municipality())

    seen = {
        person: names(case.owners_visible_to(user))
        for person, user in {
            "visitor": VISITOR,
            "stranger": stranger,
            "who belongs nowhere": make_user(),
            "writer": writer,
            "editor": make_editor(),
        }.items()
    }

    both = ["Soest", "Vaals"]
    nobody = {"visitor": [], "stranger": [], "who belongs nowhere": []}
    assert seen == nobody | {"writer": both, "editor": both}


def test_the_owners_of_any_other_case_are_for_everybody():
    soest, vaals = make_municipality("Soest"), make_municipality("Vaals")

    case = make_case(organisations=[vaals, soest], kind=Kind.FAILURE)

    assert names(case.owners_visible_to(VISITOR)) == ["Vaals", "Soest"]


def test_nobody_who_could_tell_is_in_what_everybody_may_know():
    soest = make_municipality("Soest")
    version = make_version(
        organisations=[soest],
        people=[{"role": "contact", "name": "Fien Fictief"}],
        quotes=[{"text": "Het bleef stil.", "person": "Dirk Demo", "function": "beleidsadviseur"}],
        partners=[
            {"name": "Gemeente SOEST"},
            {"name": "De buren", "organisation": soest},
            {"name": "Een bureau", "organisation": make_municipality("Baarn")},
        ],
        **HIDDEN,
    )

    shown, everything = contents_of(version), all_contents_of(version)

    assert (shown.owners, shown.people, names(shown.partners)) == ([], [], ["Een bureau"])
    assert [(quote.person, quote.function) for quote in shown.quotes] == [("", "beleidsadviseur")]
    assert (everything.owners, names(everything.people)) == ([soest], ["Fien Fictief"])
    assert [quote.person for quote in everything.quotes] == ["Dirk Demo"]
    assert len(everything.partners) == 3


def test_it_is_found_by_no_name_and_no_place():
    soest = make_municipality("Soest")
    about = {"themes": [make_theme("Verzuim")], "people": [{"role": "author", "name": "Fien"}]}

    case = make_case("Het bleef stil", organisations=[soest], year=2024, **about, **HIDDEN)

    kinds = {key.split(":")[0] for key in case.facets}
    assert kinds == {"thema", "soort", "bron", "jaar"}
    assert {"soest", "fien"} & set(case.words.replace("'", "").replace(":", " ").split()) == set()
    assert case.slug == "wat-niet-werkte-het-bleef-stil"


def test_what_is_published_is_hidden_from_the_moment_its_next_version_is_published():
    soest = make_municipality("Soest")
    make_case("Het bleef stil", organisations=[soest], **HIDDEN)
    case = make_case("Soest bleef stil", organisations=[soest], kind=Kind.FAILURE)
    old = case.published
    work = writing.write(case, by=None, now=NOW, text=make_text("Het bleef stil", **HIDDEN))

    assert names(contents_of(old).owners) == ["Soest"]
    bring(work, State.PUBLISHED)
    case.refresh_from_db()

    assert names(contents_of(old).owners) == []
    assert (case.kind, case.hides_organisation) == (Kind.FAILURE, True)
    assert case.slug == "wat-niet-werkte-het-bleef-stil-2"
    assert names(case.owners_visible_to(VISITOR)) == []


def test_a_hidden_case_gets_a_new_address_when_its_title_told_the_name():
    case = make_case("Soest bleef stil", organisations=[make_municipality("Soest")], **HIDDEN)
    first = case.slug

    next_version(case, "Het bleef stil", **HIDDEN)
    second = case.slug
    next_version(case, "Het bleef stil", year=2025, **HIDDEN)

    stays = "wat-niet-werkte-het-bleef-stil"
    assert (first, second, case.slug) == ("wat-niet-werkte-soest-bleef-stil", stays, stays)


def test_what_was_hidden_is_shown_from_the_next_version_on():
    case = make_case("Het bleef stil", organisations=[make_municipality("Soest")], **HIDDEN)
    old = case.published

    version = next_version(case, "Het bleef stil", kind=Kind.FAILURE, hides_organisation=False)

    assert names(contents_of(version).owners) == ["Soest"]
    assert names(contents_of(old).owners) == []
    assert case.slug == "soest-het-bleef-stil"
    assert f"organisatie:{case.lead().pk}" in found_by(version)["facets"]


def test_who_follows_its_region_hears_nothing_and_who_follows_its_theme_does():
    region, theme = make_region(), make_theme()
    of_region, of_theme = make_user(), make_user()
    follow(key_of(region), user=of_region, now=NOW)
    follow(key_of(theme), user=of_theme, now=NOW)

    case = make_case(organisations=[make_municipality(regions=[region])], themes=[theme], **HIDDEN)

    told = Notification.objects.filter(subject=key_of(case)).values_list("user", flat=True)
    assert list(told) == [of_theme.pk]


def test_its_province_is_a_reason_neither_way():
    utrecht = make_province("Utrecht")
    soest, baarn = make_municipality(province=utrecht), make_municipality(province=utrecht)
    hidden = make_case(organisations=[soest], **HIDDEN)
    shown = make_case(organisations=[baarn])

    for case in (hidden, shown):
        assert surroundings.related_to(case.published, contents_of(case.published)) == []


def test_whom_it_inspired_does_not_tell_whose_it_is(client):
    soest = make_municipality("Soest")
    hidden = make_case("Het bleef stil", organisations=[soest], **HIDDEN)
    follower = make_case("Een navolger", organisations=[make_municipality("Baarn")])
    Inspiration.objects.create(case=follower, organisation=soest, source=hidden)

    page = client.get(follower.get_absolute_url()).text

    assert "Het bleef stil" in page
    assert "gemeente Soest" not in page


def test_no_page_of_an_organisation_or_map_counts_it():
    soest = make_municipality("Soest")
    make_case(organisations=[soest], **HIDDEN)

    assert list(queries.of_organisations(VISITOR, [soest])) == []
    assert queries.numbers_of_organisations(VISITOR) == {}
    assert queries.numbers_of_places(VISITOR) == {}
    assert queries.totals(VISITOR)["praktijkvoorbeelden"] == 1


def test_cards_say_that_nobody_is_named(client):
    make_case("Het bleef stil", organisations=[make_municipality("Soest")], **HIDDEN)

    addresses = ("/", "/praktijkvoorbeelden/", "/praktijkvoorbeelden/nieuw.atom")
    pages = [client.get(address).text for address in addresses]

    for page in pages:
        assert "Een gemeente die liever niet genoemd wordt" in page
        assert "Wat niet werkte" in page


def test_its_page_tells_whose_it_is_to_those_who_know(client):
    writer = make_organisation_editor(make_municipality("Soest"))
    people = [{"role": "contact", "name": "Fien Fictief"}]
    case = make_case("Het bleef stil", organisations=[writer.organisation], people=people, **HIDDEN)

    stranger = client.get(case.get_absolute_url()).text
    client.force_login(writer)
    hers = client.get(case.get_absolute_url()).text

    note = "Alleen de eigen organisatie en de redactie zien dat dit van Soest is"
    assert ("Soest" in stranger, "Fien Fictief" in stranger) == (False, False)
    assert (note in hers, "Fien Fictief" in hers) == (True, False)
