from cases import presenting
from cases.models.contents import contents_of
from tests.factories.cases import make_version


def shown(**parts):
    return presenting.shown(contents_of(make_version(**parts)))


def test_in_short():
    sections = [
        {"kind": "context", "body": "<p>Liep het<br>werk vast?</p><p>Ja!</p>"},
        {"kind": "approach", "body": "<ul><li>Eerst meten</li><li>Dan bellen.</li></ul>"},
        {"kind": "drawbacks", "body": "<p>Het kostte tijd.</p>"},
    ]

    assert shown(sections=sections).brief == [
        ("Aanleiding", "target-arrow", "Liep het werk vast? Ja!"),
        ("Aanpak", "route", "Eerst meten. Dan bellen."),
    ]
    assert presenting.in_short(f"<ul><li>Eerst dit<li>{'x' * 180}</ul>") == "Eerst dit."
    assert len(presenting.in_short("woord " * 100)) <= 180
    assert presenting.in_short("") == ""


def test_figures_that_stand_alone_and_figures_that_are_drawn():
    page = shown(
        figures=[
            {"kind": "number", "name": "training", "unit": "dagen", "values": [{"value": "2.5"}]},
            {"kind": "number", "name": "inwoners", "unit": "inwoners", "note": "Kerkrade",
             "year": 2013, "values": [{"value": 45_000}]},
            {"kind": "moment", "name": "start", "on": "2013-05-01"},
            {"kind": "share", "name": "schalen", "unit": "%",
             "values": [{"label": "1-6", "value": 12}, {"label": "7-9", "value": 88}]},
            {"kind": "series", "name": "verzuim", "unit": "%",
             "values": [{"year": 2008, "value": "3.9"}, {"year": 2009, "value": "4.16"}]},
        ]
    )  # fmt: skip

    assert [(big.value, big.label, big.details) for big in page.figures] == [
        ("2,5", "dagen · training", ""),
        ("45.000", "inwoners", "Kerkrade, 2013"),
        ("1 mei 2013", "start", ""),
    ]
    assert [(figure.name, chart["kind"]) for figure, chart in page.charts] == [
        ("schalen", "bars"),
        ("verzuim", "line"),
    ]
    assert [row["text"] for row in page.charts[1][1]["rows"]] == ["3,9%", "4,16%"]


def test_people_quotes_and_lessons_in_their_places():
    page = shown(
        people=[
            {"role": "contact", "name": "Fien Fictief"},
            {"role": "interviewee", "name": "Dirk Demo"},
        ],
        quotes=[{"text": "Groot", "is_pull_quote": True}, {"text": "Klein"}],
        factors=[{"kind": "bear", "text": "Tijd"}, {"kind": "angel", "text": "Wij"}],
        sections=[{"kind": "reflection", "body": "Mooi."}, {"kind": "result", "body": "Veel."}],
    )

    assert [str(person) for person in page.contacts] == ["Fien Fictief"]
    assert [str(person) for person in page.people] == ["Dirk Demo"]
    assert ([str(q) for q in page.pull_quotes], [str(q) for q in page.quotes]) == (
        ["Groot"],
        ["Klein"],
    )
    assert [(box.tone, box.texts) for box in page.lessons] == [
        ("good", ["Wij"]),
        ("learn", ["Tijd"]),
    ]
    assert page.toc == [
        ("result", "Resultaat"),
        ("lessen", "Engelen en beren"),
        ("reflection", "Reflectie van de onderzoeker"),
        ("mensen", "Mensen"),
    ]


def test_an_empty_version_shows_nothing():
    page = shown()

    assert (page.brief, page.figures, page.charts, page.lessons, page.toc) == ([], [], [], [], [])
