import time
from types import SimpleNamespace

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.advice import Advice, by_step, checklist_of
from cases.models import Factor, KeyFigure, Kind, Link, Person, Quote, Section, Version
from cases.models.contents import all_contents_of
from portal.organisations.models import Organisation
from tests.factories.cases import make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor

LONG = " ".join(["woord"] * 41)


def complete(**changed):
    """What needs no advice; what stands in ``changed`` may."""
    chapters = {"context": "Het was stil.", "conditions": "Een uur.", "drawbacks": "Het duurt."}
    found = {
        "sections": [Section(kind=kind, body=f"<p>{body}</p>") for kind, body in chapters.items()],
        "figures": [KeyFigure(name="collega's")],
        "owners": [Organisation(short_name="Soest", name="Soest", website="https://www.soest.nl")],
    }
    lists = ("factors", "quotes", "people", "partners", "references", "recognitions", "links")
    lists += ("images", "attachments")
    return contents_of(**dict.fromkeys(lists, ()) | found | changed)


def contents_of(**rows):
    return SimpleNamespace(
        **rows,
        section=lambda kind: next((s.body for s in rows["sections"] if s.kind == kind), ""),
        texts_of=lambda kind: [f.text for f in rows["factors"] if f.kind == kind],
    )


def advice_on(version=None, *, without_consent=(), **contents):
    version = version or Version(title="Samen leren", summary="Elke week een uur bij een ander.")
    found = checklist_of(version, complete(**contents), without_consent=without_consent)
    return [(advice.step, advice.block, advice.sentence) for advice in found]


def chapter(body):
    return [Section(kind="approach", body=f"<p>{body}</p>"), *complete().sections]


def test_what_is_complete_needs_no_advice():
    assert advice_on() == []


def test_empty_chapters_and_no_drawbacks():
    assert advice_on(sections=[]) == [
        ("verhaal", "context", "«Aanleiding» is nog leeg. Vertel waarom jullie hieraan begonnen."),
        (
            "verhaal",
            "conditions",
            "«Wat je nodig hebt om het over te nemen» is nog leeg. "
            "Schrijf op wat een andere gemeente nodig heeft om dit te doen.",
        ),
        (
            "verhaal",
            "drawbacks",
            "Wat viel tegen? Noem één nadeel of één beer: juist daar leren collega's van.",
        ),
    ]


def test_a_bear_is_a_drawback_too():
    bear = Factor(kind="bear", text="Geen tijd.")
    sections = [section for section in complete().sections if section.kind != "drawbacks"]

    assert advice_on(sections=sections, factors=[bear]) == []


def test_no_key_figures():
    (told,) = advice_on(figures=[])

    assert told[:2] == ("cijfers", "figures")


def test_a_summary_that_repeats_the_title():
    version = Version(title="Samen leren in de praktijk", summary="Samen leren, in de praktijk!")

    (told,) = advice_on(version)

    assert told[:2] == ("kort", "summary")


def test_no_summary_is_not_told_here():
    assert advice_on(Version(title="Samen leren", summary="")) == []


def test_a_long_sentence_is_told_by_its_beginning():
    start = "woord woord woord woord woord woord woord woord w…"

    assert advice_on(sections=chapter(f"Kort. {LONG}. Ook kort.")) == [
        ("verhaal", "approach", f"«{start}» is een zin van 41 woorden. Maak er twee van.")
    ]


def test_thirty_words_are_not_long():
    assert advice_on(sections=chapter(" ".join(["woord"] * 30))) == []


def test_no_wall_of_long_sentences():
    sections = [Section(kind=kind, body=f"<p>{LONG}.</p>" * 9) for kind in Section.Kind]

    assert len(advice_on(sections=sections)) == 6
    assert len(advice_on(sections=chapter(f"{LONG}. " * 9))) == 2


@pytest.mark.parametrize(
    ("body", "unexplained"),
    [
        ("Wij vroegen de OR.", ["OR"]),
        ("De ondernemingsraad (OR) las mee. De OR was blij.", []),
        ("De OR (ondernemingsraad) las mee.", []),
        ("De OR (12 mensen) las mee.", []),
        ("De OR (12) las mee.", ["OR"]),
        ("De VNG, HR en de ICT'er deden mee; Artikel II ook.", []),
        ("LET OP: dit is anders.", []),
        ("De OR en het MT, en nog eens de OR.", ["OR", "MT"]),
        ("Een OR-lid.", ["OR"]),
        ("Een DOORLOPEND verhaal.", []),
        ("AA, BB, CC, DD, EE, FF, GG.", ["AA", "BB", "CC", "DD", "EE"]),
    ],
)
def test_abbreviations_are_explained_once(body, unexplained):
    told = [sentence for _, _, sentence in advice_on(sections=chapter(body))]

    assert told == [f"Leg «{found}» één keer uit, voor wie het niet kent." for found in unexplained]


def test_the_name_of_an_organisation_and_an_address_are_no_abbreviations():
    owner = Organisation(short_name="VRU", name="VRU")
    links = [Link(label="Lees meer", url="https://x.example/ABC")]

    assert advice_on(owners=[owner], sections=chapter("De VRU begon."), links=links) == []


def test_a_quote_that_nobody_agreed_to():
    quotes = [Quote(text="Het was stil.", person="Dirk Demo"), Quote(text="Nee.")]

    assert advice_on(without_consent=quotes) == [
        ("mensen", "quotes", "Vraag Dirk Demo of dit erin mag: «Het was stil.»."),
        ("mensen", "quotes", "Vraag degene die dit zei of dit erin mag: «Nee.»."),
    ]


def image(alt_text="", *, is_decorative=False, caption=""):
    return SimpleNamespace(alt_text=alt_text, is_decorative=is_decorative, caption=caption)


@pytest.mark.parametrize(
    ("images", "told"),
    [
        ([image("Een zaal"), image(is_decorative=True)], []),
        ([image()], ["Beschrijf bij een afbeelding wat erop staat, voor wie het niet ziet."]),
        (
            [image(), image(" ")],
            ["Beschrijf bij 2 afbeeldingen wat erop staat, voor wie het niet ziet."],
        ),
    ],
)
def test_images_without_a_description(images, told):
    assert [sentence for _, _, sentence in advice_on(images=images)] == told


HIDDEN = {"kind": Kind.FAILURE, "hides_organisation": True, "summary": "Niemand kwam."}
CONTACT = Person(role="contact", name="Fien de Fictief", email="fien@gemeente-soest.example")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("In Soest bleef het stil.", "«Soest»"),
        ("De Soester wethouder en een Soestse collega.", "«Soester» en «Soestse»"),
        ("Wij van GEMEENTE SOEST.", "«GEMEENTE SOEST»"),
        ("Kijk op https://mijn.soest.nl/plan.", "«soest.nl»"),
        ("Mail naar info@gemeente-soest.example.", "«gemeente-soest»"),
        ("Vraag het mevrouw Fictief.", "«Fictief»"),
        ("Fien de Fictief weet het.", "«Fien de Fictief»"),
        ("Soest, Soester, Soestse, Soests.", "«Soest» en «Soester» en «Soestse»"),
    ],
)
def test_a_name_in_a_case_that_hides_it(body, found):
    version = Version(title="Het bleef stil", **HIDDEN)
    sentence = (
        f"Je wilt niet genoemd worden, maar bij «Aanpak» staat {found}. "
        "Haal het weg of schrijf het anders."
    )

    told = advice_on(version, sections=chapter(body), people=[CONTACT])

    assert told == [("verhaal", "approach", sentence)]


def test_a_town_that_is_a_word_is_no_name_in_a_sentence():
    best = [Organisation(short_name="Best", name="Best")]
    version = Version(title="Het beste", **HIDDEN)

    assert advice_on(version, owners=best, sections=chapter("Het ging best goed.")) == []


def test_a_name_in_an_image_a_link_and_a_quote():
    version = Version(title="Het bleef stil", **HIDDEN)
    told = advice_on(
        version,
        images=[image("Een zaal in Soest")],
        attachments=[SimpleNamespace(title="Plan van Soest")],
        links=[Link(label="Lees meer", url="https://x.example/soest/plan")],
        quotes=[Quote(text="Zo is Soest.")],
    )

    assert [(step, block) for step, block, _ in told] == [
        ("beeld", "images"),
        ("mensen", "quotes"),
        ("vindbaar", "links"),
        ("beeld", "images"),
        ("beeld", "attachments"),
    ]


def test_who_may_be_named_hears_nothing_of_names():
    assert advice_on(sections=chapter("In Soest bleef het stil.")) == []


def test_it_reads_what_stands_in_the_database(django_assert_num_queries):
    soest = make_municipality("Soest")
    version = make_version(
        "Stil in Soest",
        organisations=[soest],
        sections=[{"kind": "drawbacks", "body": "De OR kwam niet."}],
        people=[{"role": "contact", "name": "Fien Fictief"}],
        **HIDDEN,
    )
    contents = all_contents_of(version)

    with django_assert_num_queries(0):
        found = checklist_of(version, contents)

    assert {type(advice) for advice in found} == {Advice}
    assert [advice.block for advice in found] == [
        *("title", "context", "conditions", "drawbacks", "figures")
    ]


TEXTS = st.text() | st.text(alphabet="AB (.)\n«»&<>é'-/@soeSOest")


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, TEXTS, TEXTS, TEXTS, st.booleans())
def test_no_text_is_too_strange(title, summary, body, name, hides):
    version = Version(title=title, summary=summary, hides_organisation=hides)

    advice_on(
        version,
        sections=[Section(kind="approach", body=body)],
        quotes=[Quote(text=body, person=name)],
        people=[Person(name=name, email=f"x@{name}")],
        owners=[Organisation(short_name=name, name=title)],
        without_consent=[Quote(text=body, person=name)],
    )


def test_a_chapter_is_read_without_its_tags():
    body = "<h3>De OR</h3><ul><li>A &amp; B</li></ul>"
    sections = [Section(kind="approach", body=f"{body}<p>{LONG.replace(' ', '</p><p>')}</p>")]

    told = advice_on(sections=[*sections, *complete().sections])

    assert [sentence for _, _, sentence in told] == [
        "Leg «OR» één keer uit, voor wie het niet kent."
    ]


HOSTILE = [
    "<" * 100_000,
    "<p>" * 30_000,
    "&amp" * 25_000,
    "woord " * 17_000,
    "A" * 100_000,
    "OR (" * 25_000,
    "(" * 100_000,
    "AB " * 33_000,
    "gemeente " * 11_000,
    "gemeente" + " " * 99_000,
    "Soest" * 20_000,
    "a." * 50_000,
    ". " * 50_000,
    "/soest" * 16_000,
    " ".join(
        f"{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}{chr(65 + n // 676)}" for n in range(17_576)
    ),
]


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:9] for text in HOSTILE])
def test_a_hundred_thousand_letters_take_no_time(text):
    version = Version(title="Het bleef stil", **HIDDEN)
    contents = complete(sections=chapter(text), people=[CONTACT])
    took = []
    for _ in range(3):
        began = time.process_time()
        checklist_of(version, contents)
        took.append(time.process_time() - began)

    assert min(took) < 0.15  # on a quiet machine 30 ms; a bad expression takes seconds


def test_each_piece_of_advice_leads_to_what_it_is_about(client):
    writer = make_organisation_editor(make_municipality("Soest"))
    version = make_version(
        "Soest leert",
        organisations=[writer.organisation],
        factors=[{"kind": "tip", "text": "Vraag het in Soest."}],
        figures=[{"name": "mensen in Soest", "kind": "number", "values": [{"value": 2}]}],
        quotes=[{"text": "Zo is Soest."}],
        links=[{"label": "Soest", "url": "https://x.example/"}],
        **HIDDEN | {"summary": "Soest.", "source_detail": "Het boek van Soest"},
    )
    client.force_login(writer)

    advice = checklist_of(version, all_contents_of(version))

    for one in advice:
        page = client.get(reverse("cases:step", args=[version.case.slug, one.step])).text
        assert f'id="{one.anchor}"' in page
    assert {one.step for one in advice} == {
        *("kort", "verhaal", "lessen", "cijfers", "mensen", "vindbaar")
    }


def test_advice_is_told_in_the_order_of_writing():
    advice = [Advice("vindbaar", "links", "B"), Advice("kort", "title", "A")]

    told = [(step.name, found) for step, found in by_step(advice)]

    assert told == [("kort", advice[1:]), ("vindbaar", advice[:1])]
