"""Charts without JavaScript: Python computes, ``ui/chart.html`` draws, CSS colours.

Geometry leaves this module as text, for Django writes a float with a comma in Dutch.
"""

import math

from django.utils.formats import number_format


def bars(rows, unit="", decimals=None, head=("Onderdeel", "Aantal")):
    """Bars from ``rows`` of (label, value): the table is the chart. The longest is 100 wide."""
    longest = max((value for _, value in rows), default=0) or 1
    return {
        "kind": "bars",
        "head": head,
        "rows": [
            {
                "label": label,
                "text": text_of(value, unit, decimals),
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


def line(points, unit="", decimals=None, head=("Jaar", "Waarde")):
    """A line through ``points`` of (label, value), in two widths of which CSS shows one.

    A scaled SVG scales its text too, so a phone gets a drawing of its own.
    """

    def text(value):
        return text_of(value, unit, decimals)

    return {
        "kind": "line",
        "head": head,
        "drawings": [
            ("wide", _line(points, 640, 260, every=1, text=text)),
            ("narrow", _line(points, 340, 240, every=2 if len(points) > 4 else 1, text=text)),
        ],
        "rows": [{"label": label, "text": text(value)} for label, value in points],
        "message": "Lijndiagram. "
        + " → ".join(f"{label}: {text(value)}" for label, value in (points[0], points[-1])),
    }


def text_of(value, unit="", decimals=None):
    """«1.234,5 fte», «4,3%», «€ 231.000»."""
    number = number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
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


def _line(points, width, height, *, every, text):
    left, right, top, bottom = 52, 24, 30, 34
    highest = nice_top(float(max(value for _, value in points)))
    base = height - bottom
    step = (width - left - right) / max(len(points) - 1, 1)

    def at(place, value):
        return left + step * place, base - (base - top) * float(value) / highest

    places = [at(place, value) for place, (_, value) in enumerate(points)]
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    last = len(points) - 1
    return {
        "width": width,
        "height": height,
        "path": path,
        "area": f"{path} L{places[-1][0]:.1f} {base} L{places[0][0]:.1f} {base} Z",
        "left": left,
        "right": width - right,
        "base": base,
        "label_x": left - 8,
        "label_y": height - 8,
        "ticks": [_tick(highest * k / 4, base - (base - top) * k / 4) for k in range(5)],
        "dots": [
            {
                "x": geometry(x),
                "y": geometry(y),
                "text_y": geometry(y - 13),
                "label": label if (last - place) % every == 0 else "",
                "text": text(value) if place in (0, last) else "",
                "anchor": "start" if place == 0 else "end",
            }
            for place, ((x, y), (label, value)) in enumerate(zip(places, points, strict=True))
        ],
    }


def _tick(value, y):
    decimals = 0 if value == int(value) else 1
    label = text_of(value, decimals=decimals)
    return {"y": geometry(y), "text_y": geometry(y + 5), "label": label}
