from datetime import date
from decimal import Decimal

import pytest

from cases.models import FigureValue, KeyFigure

Kind = KeyFigure.Kind


@pytest.mark.parametrize(
    ("kind", "unit", "qualifier", "value", "shown"),
    [
        (Kind.NUMBER, "medewerkers", "bijna", "250.0000", "bijna\N{NO-BREAK SPACE}250"),
        (Kind.NUMBER, "dagen", "", "2.5", "2,5"),
        (Kind.NUMBER, "", "", "0", "0"),
        (Kind.NUMBER, "inwoners", "ongeveer", "45000", "ongeveer\N{NO-BREAK SPACE}45.000"),
        (Kind.EURO, "", "", "231000", "€\N{NO-BREAK SPACE}231.000"),
        (Kind.PERCENTAGE, "", "", "1.5", "1,5%"),
        (Kind.SHARE, "%", "", "12", "12%"),
        (Kind.SERIES, "%", "", "4.16", "4,16%"),
        (Kind.SERIES, "fte", "", "223", "223"),
    ],
)
def test_a_value_as_people_read_it(kind, unit, qualifier, value, shown):
    figure = KeyFigure(kind=kind, unit=unit, qualifier=qualifier)

    assert figure.shown(Decimal(value)) == shown


def test_when_it_was():
    assert KeyFigure(on=date(2013, 5, 1), year=2013).when == "1 mei 2013"
    assert KeyFigure(year=2006).when == "2006"
    assert KeyFigure().when == ""


def test_names():
    assert str(KeyFigure(name="teams")) == "teams"
    assert str(FigureValue(year=2012, value=Decimal("4.4300"))) == "2012 4.43"
    assert str(FigureValue(label="schaal 1-6", value=Decimal(12))) == "schaal 1-6 12"
    assert str(FigureValue(value=Decimal(18))) == "18"
