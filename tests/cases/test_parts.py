from cases.models import (
    Factor,
    Link,
    Partner,
    Person,
    Publication,
    PublicationPart,
    Quote,
    Recognition,
    Reference,
    Section,
    Series,
    SeriesPart,
)


def test_names_of_parts():
    assert str(Section(kind="drawbacks")) == "Nadelen en risico's"
    for part in (Factor(text="A"), Quote(text="A"), Reference(text="A"), Link(label="A")):
        assert str(part) == "A"
    for part in (Person(name="A"), Partner(name="A"), Recognition(name="A")):
        assert str(part) == "A"


def test_names_of_publications_and_series():
    series = Series(title="Reeks", slug="reeks")

    assert (str(series), series.get_absolute_url()) == ("Reeks", "/reeksen/reeks/")
    assert str(SeriesPart(series=series, position=2)) == "Reeks 2"
    assert str(Publication(title="Boek")) == "Boek"
    assert Publication(slug="boek").get_absolute_url() == "/publicaties/boek/"
    assert str(PublicationPart(title="Varen")) == "Varen"
    assert str(PublicationPart(kind="foreword")) == "voorwoord"


def test_the_line_to_cite_a_publication_by():
    full = Publication(title="Zo kan het!", editors="Q. Test", year=2013, publisher="Fonds")
    by_publisher = Publication(title="Rapport", publisher="Fonds")
    bare = Publication(title="Fish", year=1998)

    assert full.reference == "Q. Test (2013). Zo kan het. Fonds."
    assert by_publisher.reference == "Fonds (z.j.). Rapport."
    assert bare.reference == "(1998). Fish."
