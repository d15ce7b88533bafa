import json
import re
from html import unescape

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cases.management.commands.load_cases import FOLDER
from cases.models import CaseStudy, Instrument, KeyFigure, Publication, Series, State
from portal.mail.models import Mail
from tests.factories.organisations import make_municipality, make_organisation
from tests.factories.themes import make_learning_format, make_theme


@pytest.fixture
def tables():
    call_command("load_organisations", verbosity=0)
    call_command("load_themes", verbosity=0)


@pytest.fixture
def content(tables):
    call_command("load_cases", verbosity=0)


def records(name="cases"):
    return json.loads((FOLDER / f"{name}.json").read_text())


def page_text(client, address):
    """What a reader of the page reads: no markup, spaces as one."""
    html = client.get(address).content.decode()
    main = re.sub(r"<(script|svg)\b.*?</\1>", " ", html.split("<main")[1], flags=re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", " ", main))
    return re.sub(r"\s+", " ", text)


def case_text(client, part_of_slug):
    return page_text(client, CaseStudy.objects.get(slug__contains=part_of_slug).get_absolute_url())


def facts_of(record):
    """Every word of a record that its page must show."""
    yield from (record["title"], record["summary"], *record["themes"])
    for body in record.get("sections", {}).values():
        yield from (line.removeprefix("- ") for line in body.splitlines())
    for texts in record.get("factors", {}).values():
        yield from texts
    for figure in record.get("figures", []):
        yield from (figure["name"], figure.get("note", ""), figure.get("qualifier", ""))
        yield from (str(v.get("label") or v.get("year") or "") for v in figure.get("values", []))
    for kind in ("quotes", "people", "partners", "recognitions"):
        for row in record.get(kind, []):
            yield from (text for key, text in row.items() if key in SHOWN and isinstance(text, str))
    yield from record.get("references", [])
    yield from filter(None, [record.get("source_detail"), str(record["year"] or "")])


SHOWN = ("text", "person", "function", "name", "organisation_name", "part", "given_by")


def test_all_is_loaded_and_loaded_once(content, capsys):
    call_command("load_cases")

    assert capsys.readouterr().out == "11 praktijkvoorbeelden staan klaar.\n"

    assert CaseStudy.objects.count() == 11
    assert CaseStudy.objects.published().filter(from_public_source=True).count() == 10
    assert (Publication.objects.count(), Series.objects.count()) == (10, 1)
    assert Instrument.objects.count() == 15
    assert not Mail.objects.exists()
    left = CaseStudy.objects.get(published=None)
    assert left.slug == "oude-ijsselstreek-een-ander-plaatje-van-de-organisatie"
    assert left.work().state == State.CONCEPT


def test_the_pages_show_every_fact(content, client):
    missing = {}
    for record in records():
        case = CaseStudy.objects.filter(published__title=record["title"]).first()
        text = page_text(client, case.get_absolute_url()).casefold() if case else ""
        if facts := [fact for fact in facts_of(record) if fact.casefold() not in text]:
            missing[record["id"]] = facts

    assert list(missing) == ["oude-ijsselstreek-organogram"]
    assert_soest(case_text(client, "soest"))
    assert_kerkrade(case_text(client, "kerkrade"))
    assert "Geïnspireerd door gemeente Den Bosch" in case_text(client, "minder-bijbouwen")
    assert "1 mei 2013" in case_text(client, "buren")
    assert "gemeente Uden , Noord-Brabant" in case_text(client, "uden")  # a link, then the rest
    assert CaseStudy.objects.get(slug__contains="uden").lead().ended_on.year == 2022


def assert_soest(text):
    for fact in (
        "bijna 250",
        "van de 275 genoemde medewerkers",
        "€ 231.000",
        "1,5% van de loonsom",
        "147 vrouwen en 129 mannen, 1 januari 2013",
        "exclusief zwangerschap en langdurig zieken",
        "Reeks: Fraaie voorbeelden Ontwikkeling en Mobiliteit",
        "Zo kan het ook!",
        "functie van toen",
        "Uit openbare bron",
        "Rollenspel Tijdelijk innovatieteam Training",
    ):
        assert fact in text
    for value in ("45.477", "223", "276", "2,5", "18", "47,3", "147", "129"):
        assert f" {value} " in text
    for year, value in SICKNESS.items():
        assert f"{year} {value}" in text
    for label, value in SCALES.items():
        assert f"{label} {value}" in text


SICKNESS = {2008: "3,9%", 2009: "4,16%", 2010: "3,5%", 2011: "4,32%", 2012: "4,43%"}
SCALES = {
    "schaal 1-6": "12%",
    "schaal 7-9": "42%",
    "schaal 10-12": "40%",
    "schaal 13 en hoger": "6%",
}


def assert_kerkrade(text):
    case = CaseStudy.objects.get(slug__contains="kerkrade")
    figures = KeyFigure.objects.filter(version=case.published, name__startswith="deelnemers uit")
    values = {figure.name: figure.values.get().value for figure in figures}

    owners = case.ownerships.values_list("organisation__name", flat=True)
    assert set(owners) == {"Kerkrade", "Vaals"}
    assert values == {"deelnemers uit Kerkrade": 10, "deelnemers uit Vaals": 7}
    for fact in ("ongeveer 45.000", "460", "gemeente Kerkrade", "gemeente Vaals"):
        assert fact in text


def test_publications_show_their_parts_in_order(content, client):
    reader = Publication.objects.get(kind="reader")
    text = page_text(client, reader.get_absolute_url())

    places = [text.index(title) for title in (
        "wethouder in Katwijk", "Varen op moreel kompas", "Sociale innovatie vergt visie",
        "Velsen:", "Uden:", "Oss:", "Heemstede:", "Rotterdam:", "Buren:",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "Quita Hendrison (2013). De kunst van het samenwerken." in text
    assert "Volgt op: De kunst van vertrouwen" in text
    blog = page_text(client, Publication.objects.get(kind="blog").get_absolute_url())
    assert "Barneveld: stoppen" in blog
    assert "Oude IJsselstreek" not in blog
    film = page_text(client, reverse("cases:publication", args=["fish"]))
    assert "Film over werkmotivatie" in film
    assert "Een aanrader van een ander" in film


RIGHT = {
    "id": "goed",
    "organisations": ["GM1"],
    "title": "Goed",
    "summary": "Goed.",
    "year": 2013,
    "sector": "Publieke sector",
    "source_kind": "boek",
    "themes": ["Leiderschap"],
}
WRONG = [
    ({"organisations": ["GM9"]}, "fout: organisatie «GM9» ontbreekt of bestaat niet."),
    ({"themes": ["Koken"]}, "fout: thema «Koken» bestaat niet."),
    ({"learning_formats": ["koken"]}, "fout: werkvorm «koken» ontbreekt of bestaat niet."),
    ({"summary": "x" * 401}, "400"),
    ({"source_kind": "roddel"}, "roddel"),
    ({"quotes": [{"text": "x" * 401}]}, "400"),
    ({"inspired_by": ["GM9"]}, "fout: organisatie «GM9» ontbreekt of bestaat niet."),
]


def load_from(folder, *, cases, publications=(), series=(), instruments=()):
    files = {
        "cases": cases,
        "publications": publications,
        "series": series,
        "instruments": instruments,
    }
    for name, rows in files.items():
        (folder / f"{name}.json").write_text(json.dumps(list(rows)))
    call_command("load_cases", folder=folder, verbosity=0)


@pytest.fixture
def soest():
    make_theme("Leiderschap")
    make_learning_format("Training", code="training")
    return make_municipality("Soest", code="GM1")


@pytest.mark.parametrize(("change", "told"), WRONG)
def test_a_wrong_record_is_told_and_nothing_is_loaded(tmp_path, soest, change, told):
    wrong = RIGHT | {"id": "fout", "title": "Fout"} | change

    with pytest.raises(CommandError) as error:
        load_from(tmp_path, cases=[RIGHT, wrong])

    assert told in str(error.value)
    assert "goed" not in str(error.value)
    assert not CaseStudy.objects.exists()


def test_a_record_that_lacks_a_field_is_told(tmp_path, soest):
    wrong = {name: value for name, value in RIGHT.items() if name not in ("id", "themes")}

    with pytest.raises(CommandError, match="Goed: themes ontbreekt"):
        load_from(tmp_path, cases=[wrong])


def test_a_wrong_publication_loads_nothing(tmp_path, soest):
    wrong = {"id": "boek", "title": "Boek", "kind": "reader", "predecessor": "Weg"}

    with pytest.raises(CommandError, match="boek: voorganger «Weg»"):
        load_from(tmp_path, cases=[RIGHT], publications=[wrong])

    assert not CaseStudy.objects.exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"cases": ["weg"]}, "Meelopen: weg ontbreekt of bestaat niet."),
        ({"what": "x" * 401}, "Meelopen: .*400"),
    ],
)
def test_a_wrong_instrument_loads_nothing(tmp_path, soest, change, told):
    wrong = {"name": "Meelopen", "cases": ["goed"]} | change

    with pytest.raises(CommandError, match=told):
        load_from(tmp_path, cases=[RIGHT], instruments=[wrong])

    assert not CaseStudy.objects.exists()


def test_a_file_that_is_missing_or_no_json_is_told(tmp_path):
    with pytest.raises(CommandError, match="Er is niets geladen"):
        call_command("load_cases", folder=tmp_path, verbosity=0)
    (tmp_path / "cases.json").write_text("{")
    with pytest.raises(CommandError, match="Er is niets geladen"):
        call_command("load_cases", folder=tmp_path, verbosity=0)


def test_partners_may_be_organisations_that_are_known(tmp_path, soest):
    fund = make_organisation("Fonds", code="fonds")
    partners = [{"name": "Fonds", "organisation": "fonds"}, {"name": "Een bureau"}]

    load_from(tmp_path, cases=[RIGHT | {"partners": partners, "learning_formats": ["training"]}])

    found = CaseStudy.objects.get().published.partner_set.order_by("position")
    assert [partner.organisation for partner in found] == [fund, None]


def test_every_publication_is_found_by_a_theme(content):
    assert not Publication.objects.filter(themes=None).exists()


def test_instruments_tell_which_practice_uses_them(content, client):
    used_in = {i.name: [case.slug for case in i.cases.all()] for i in Instrument.objects.all()}
    uden = page_text(client, reverse("cases:instrument", args=["leren-op-locatie"]))
    oss = page_text(client, reverse("cases:instrument", args=["osse-manier-van-werken"]))
    sparse = page_text(client, reverse("cases:instrument", args=["horizontale-sturing"]))

    assert used_in["Leren op Locatie"] == ["uden-vertrouwen-als-werkwijze-en-leren-op-locatie"]
    assert used_in["Osse Manier van Werken"] == ["oss-van-verbouwing-naar-netwerkorganisatie"]
    assert len(Instrument.objects.published()) == len(used_in)
    assert "leert ter plekke van deskundigen" in uden
    assert "vastgesteld in 2011" in oss
    assert "Genoemd in 1 praktijkvoorbeeld." in sparse
    assert "Dit gebruikten ze Horizontale sturing Osse Manier van Werken" in case_text(
        client, "oss"
    )


def test_an_instrument_stays_as_the_editors_have_it(content):
    Instrument.objects.filter(name="Vibe room").update(what="Een kamer.")
    Instrument.objects.get(name="Vibe room").cases.clear()

    call_command("load_cases", verbosity=0)

    kept = Instrument.objects.get(name="Vibe room")
    assert (kept.what, kept.cases.count()) == ("Een kamer.", 0)
