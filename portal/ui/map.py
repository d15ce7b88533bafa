"""The map of the Netherlands: provinces as links, places as dots. No tiles, no third party."""

import json
import math
from functools import cache
from pathlib import Path

# The drawing spans these degrees (west, east; south, north) and this many units.
WEST, SPAN = 3.358, 3.8695
SOUTH, NORTH = 50.7504, 53.5551
LEFT, WIDTH = 0.26, 612.02
TOP, BOTTOM = 0.27, 723.28


@cache
def outlines():
    path = Path(__file__).parent / "data" / "provinces.json"
    return json.loads(path.read_text())


def provinces(numbers, url_of):
    """Each province with its number of things, a shade from 1 to 4, and where its link goes.

    ``numbers`` maps the name of a province to a count; ``url_of(name)`` answers an address.
    """
    most = max(numbers.values(), default=0)
    return [
        outline
        | {
            "count": numbers.get(outline["name"], 0),
            "shade": 1 + min(3, 4 * numbers.get(outline["name"], 0) // (most + 1)),
            "url": url_of(outline["name"]),
        }
        for outline in outlines()
    ]


def dot(latitude, longitude, **more):
    """A place as a dot on the drawing; degrees in, units of the drawing out, as text."""
    x = LEFT + (float(longitude) - WEST) / SPAN * WIDTH
    share = (_mercator(NORTH) - _mercator(latitude)) / (_mercator(NORTH) - _mercator(SOUTH))
    return {"x": f"{x:.1f}", "y": f"{TOP + share * (BOTTOM - TOP):.1f}"} | more


def _mercator(latitude):
    return math.log(math.tan(math.pi / 4 + math.radians(float(latitude)) / 2))
