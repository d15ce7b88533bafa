import pytest

from portal.ui import map as maps


def test_there_are_twelve_provinces():
    assert sorted(outline["name"] for outline in maps.outlines()) == [
        "Drenthe",
        "Flevoland",
        "Fryslân",
        "Gelderland",
        "Groningen",
        "Limburg",
        "Noord-Brabant",
        "Noord-Holland",
        "Overijssel",
        "Utrecht",
        "Zeeland",
        "Zuid-Holland",
    ]


def shades(numbers):
    found = maps.provinces(numbers, lambda name: f"/?provincie={name}")
    return {province["name"]: province["shade"] for province in found if province["count"]}


def test_more_is_darker():
    assert shades({"Utrecht": 1, "Drenthe": 5, "Zeeland": 10}) == {
        "Utrecht": 1,
        "Drenthe": 2,
        "Zeeland": 4,
    }


def test_a_province_without_anything_is_light_and_has_a_link():
    province = maps.provinces({}, lambda name: f"/{name}/")[0]

    assert (province["count"], province["shade"]) == (0, 1)
    assert province["url"] == f"/{province['name']}/"


@pytest.mark.parametrize(
    ("latitude", "longitude", "x", "y"),
    [(53.5551, 3.358, 0.26, 0.27), (50.7504, 7.2275, 612.28, 723.28)],
)
def test_the_corners_of_the_country_are_the_corners_of_the_drawing(latitude, longitude, x, y):
    dot = maps.dot(latitude, longitude)

    assert float(dot["x"]) == pytest.approx(x, abs=0.06)
    assert float(dot["y"]) == pytest.approx(y, abs=0.06)


def test_utrecht_lies_within_its_province():
    utrecht = next(outline for outline in maps.outlines() if outline["name"] == "Utrecht")
    dot = maps.dot(52.0907, 5.1214, label="Utrecht")

    assert float(dot["x"]) == pytest.approx(utrecht["x"], abs=40)
    assert float(dot["y"]) == pytest.approx(utrecht["y"], abs=40)
    assert dot["label"] == "Utrecht"


def test_a_dot_is_drawn_with_points_not_commas():
    assert "," not in "".join(maps.dot(52.1, 5.1).values())
