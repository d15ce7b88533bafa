from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from portal.ui import charts


def widths(chart):
    return [float(row["width"]) for row in chart["rows"]]


def test_the_longest_bar_fills_the_width_and_the_others_in_proportion():
    assert widths(charts.bars([("Ruimte", 9), ("Dienstverlening", 100)])) == [9, 100]


def test_bars_of_nothing_are_empty():
    assert widths(charts.bars([("Ruimte", 0), ("Dienstverlening", 0)])) == [0, 0]
    assert charts.bars([])["rows"] == []


def test_shares_are_drawn_against_the_whole():
    assert widths(charts.shares([("nooit", 12), ("soms", 42), ("meer dan alles", 101)])) == [
        12,
        42,
        100,
    ]


def test_geometry_has_no_comma():
    assert charts.geometry(1 / 3) == "0.3"
    assert charts.geometry(100) == "100"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1234.5, "fte", "1.234,5 fte"),
        (4.3, "%", "4,3%"),
        (231000, "euro", "€ 231.000"),
        (Decimal("12.00"), "", "12"),
        (Decimal("250"), "", "250"),
    ],
)
def test_figures_are_told_in_dutch(value, unit, text):
    assert charts.text_of(value, unit) == text


@pytest.mark.parametrize(
    ("value", "top"), [(0, 4), (3, 4), (7.8, 8), (9, 10), (41, 80), (100, 100), (0.3, 0.4)]
)
def test_an_axis_ends_at_a_round_figure(value, top):
    assert charts.nice_top(value) == pytest.approx(top)


def line():
    return charts.line([(str(2008 + step), step) for step in range(5)], unit="%")


def test_a_line_goes_from_its_first_point_to_its_last():
    name, drawing = line()["drawings"][0]

    assert name == "wide"
    assert drawing["path"].startswith(f"M{drawing['left']}.0 {drawing['base']}.0 ")
    assert drawing["dots"][-1]["x"] == str(drawing["right"])
    assert drawing["dots"][-1]["y"] == "30"


def test_only_the_ends_of_a_line_tell_their_value():
    _, drawing = line()["drawings"][0]

    assert [dot["text"] for dot in drawing["dots"]] == ["0%", "", "", "", "4%"]


def test_a_narrow_line_leaves_out_every_other_label():
    _, drawing = line()["drawings"][1]

    assert [dot["label"] for dot in drawing["dots"]] == ["2008", "", "2010", "", "2012"]


def test_a_short_narrow_line_has_all_its_labels():
    _, drawing = charts.line([("2024", 1), ("2025", 2)])["drawings"][1]

    assert [dot["label"] for dot in drawing["dots"]] == ["2024", "2025"]


def test_one_point_is_a_line_too():
    _, drawing = charts.line([("2025", 7)])["drawings"][0]

    assert [dot["x"] for dot in drawing["dots"]] == [str(drawing["left"])]


def test_the_axis_of_small_figures_has_decimals():
    _, drawing = charts.line([("2024", 0.5), ("2025", 1)])["drawings"][0]

    assert [tick["label"] for tick in drawing["ticks"]] == ["0", "0,25", "0,5", "0,75", "1"]


def test_a_line_is_told_in_words():
    assert line()["message"] == "Lijndiagram. 2008: 0% → 2012: 4%"


def test_the_page_holds_every_figure_and_no_comma_in_its_geometry():
    html = render_to_string("ui/chart.html", {"title": "Verzuim", "chart": line()})

    assert html.count('<th scope="row">') == 5
    assert 'width="640,0"' not in html
    assert html.count('role="img"') == 2


def test_bars_are_a_table():
    html = render_to_string("ui/chart.html", {"title": "T", "chart": charts.bars([("a", 9)])})

    assert '<th scope="row">a</th>' in html
    assert 'class="lw-bars__fill" width="100"' in html
