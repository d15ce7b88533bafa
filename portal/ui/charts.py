"""Charts without JavaScript: Python computes, ``ui/chart.html`` draws, CSS colours.

Geometry leaves this module as text, for Django writes a float with a comma in Dutch.
"""

import math
from decimal import Decimal

from django.utils.formats import number_format

LEFT, RIGHT, TOP, BOTTOM = 52, 24, 30, 34  # around the drawing of a line: room for its words


def bars(rows, unit="", head=("Onderdeel", "Aantal")):
    """Bars from ``rows`` of (label, value): the table is the chart. The longest is 100 wide."""
    longest = max((value for _, value in rows), default=0) or 1
    return {
        "kind": "bars",
        "head": head,
        "rows": [
            {
                "label": label,
                "text": text_of(value, unit),
                "width": geometry(100 * value / longest),
            }
            for label, value in rows
        ],
    }


def shares(rows, head=("Onderdeel", "Deel")):
    """Bars of percentages, each drawn against the whole."""
    chart = bars(rows, unit="%", head=head)
    for row, (_, value) in zip(chart["rows"], rows, strict=True):
        row["width"] = geometry(min(value, 100))
    return chart


def line(points, unit="", head=("Jaar", "Waarde")):
    """A line through ``points`` of (label, value), in two widths of which CSS shows one.

    A scaled SVG scales its text too, so a phone gets a drawing of its own.
    """
    rows = [{"label": label, "text": text_of(value, unit)} for label, value in points]
    ends = " → ".join(f"{row['label']}: {row['text']}" for row in (rows[0], rows[-1]))
    values = [float(value) for _, value in points]
    return {
        "kind": "line",
        "head": head,
        "rows": rows,
        "message": f"Lijndiagram. {ends}",
        "drawings": [
            ("wide", _drawing(rows, values, width=640, height=260, every=1)),
            ("narrow", _drawing(rows, values, 340, 240, every=2 if len(rows) > 4 else 1)),
        ],
    }


def text_of(value, unit=""):
    """«1.234,5 fte», «4,3%», «€ 231.000»."""
    plain = Decimal(f"{Decimal(str(value)).normalize():f}")
    number = number_format(plain, use_l10n=True, force_grouping=True)
    if unit == "euro":
        return f"€ {number}"
    return f"{number}%" if unit == "%" else f"{number} {unit}".strip()


def geometry(number):
    return f"{float(number):.1f}".removesuffix(".0")


def nice_top(value, steps=4):
    """The top of an axis from zero: four steps of 1, 2, 2.5, 5 or 10 times a power of ten."""
    if value <= 0:
        return steps
    size = 10 ** math.floor(math.log10(value / steps))
    return next(m * size * steps for m in (1, 2, 2.5, 5, 10) if value / steps <= m * size)


def _drawing(rows, values, width, height, every):
    base, highest = height - BOTTOM, nice_top(max(values))
    step = (width - LEFT - RIGHT) / max(len(values) - 1, 1)
    places = [
        (LEFT + step * place, base - (base - TOP) * value / highest)
        for place, value in enumerate(values)
    ]
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    return {
        "width": width,
        "height": height,
        "path": path,
        "area": f"{path} L{places[-1][0]:.1f} {base} L{places[0][0]:.1f} {base} Z",
        "left": LEFT,
        "right": width - RIGHT,
        "base": base,
        "label_x": LEFT - 8,
        "label_y": height - 8,
        "ticks": [_tick(highest * k / 4, base - (base - TOP) * k / 4) for k in range(5)],
        "dots": _dots(rows, places, every),
    }


def _dots(rows, places, every):
    last = len(rows) - 1
    return [
        {
            "x": geometry(x),
            "y": geometry(y),
            "text_y": geometry(y - 13),
            "label": row["label"] if (last - place) % every == 0 else "",
            "text": row["text"] if place in (0, last) else "",
            "anchor": "start" if place == 0 else "end",
        }
        for place, ((x, y), row) in enumerate(zip(places, rows, strict=True))
    ]


def _tick(value, y):
    return {"y": geometry(y), "text_y": geometry(y + 5), "label": text_of(round(value, 2))}
