"""Our own geometric pictures: no stock photos, no rights of others. CSS classes colour them."""

import hashlib

COLOURS = ["s-sun", "s-clay", "s-sky", "s-teal", "s-ink", "s-cream"]

# Shapes in a square of size s at (x, y); r is half of s.
SHAPES = [
    '<circle class="{colour}" cx="{mx}" cy="{my}" r="{r}"/>',
    '<path class="{colour}" d="M{x} {y}a{s} {s} 0 0 1 {s} {s}H{x}z"/>',
    '<path class="{colour}" d="M{right} {y}a{s} {s} 0 0 0 -{s} {s}h{s}z"/>',
    '<path class="{colour}" d="M{x} {y}h{s}a{r} {r} 0 0 1 -{s} 0z"/>',
    '<path class="{colour}" d="M{x} {bottom}a{r} {r} 0 0 1 {s} 0z"/>',
    '<circle class="{colour}" cx="{mx}" cy="{my}" r="{small}"/>',
    '<path class="{colour}" d="M{x} {y}h{s}v{s}a{s} {s} 0 0 1 -{s} -{s}z"/>',
    '<path class="{colour}" d="M{x} {bottom}v-{s}a{s} {s} 0 0 1 {s} {s}z"/>',
]
_PERSON = (
    '<circle class="{head}" cx="{mx}" cy="{neck}" r="20"/>'
    '<path class="{colour}" d="M{left} {bottom}a40 40 0 0 1 80 0z"/>'
)
_HERO = [
    "1 sky teal|p sun ink clay|6 clay cream|0 teal sun|2 ink sky|4 cream clay",
    "p cream clay teal|4 teal sky|p sky cream ink|7 sun clay|p clay sun cream|1 sky ink",
    "0 clay sun|2 ink sun|1 cream sky|p teal cream sun|4 ink sky|0 sun clay",
    "7 sun ink|p sky sun clay|0 ink cream|2 clay sky|6 cream teal|p teal clay sky",
    "4 teal cream|1 clay sun|p sun teal ink|6 sky ink|p ink sky cream|2 sun teal",
]


def pattern(seed, columns=4, rows=3):
    """An SVG of ``columns`` x ``rows`` tiles that is always the same for the same ``seed``."""
    digest = list(hashlib.sha256(str(seed).encode()).digest()) * 4
    palette = _palette(digest)
    tiles = []
    for place in range(columns * rows):
        ground, front, shape = digest[3 * place : 3 * place + 3]
        ground %= len(palette)
        front = (ground + 1 + front % (len(palette) - 1)) % len(palette)
        at = (place % columns, place // columns)
        drawing = SHAPES[shape % len(SHAPES)]
        tiles.append(_tile(at, 40, drawing, ground=palette[ground], colour=palette[front]))
    return _svg(columns * 40, rows * 40, "xMidYMid", tiles)


def hero():
    """The picture of the home page: heads and shoulders among the shapes."""
    tiles = []
    for y, row in enumerate(_HERO):
        for x, cell in enumerate(row.split("|")):
            shape, ground, *front = cell.split()
            colours = [f"s-{name}" for name in front]
            drawing = _PERSON if shape == "p" else SHAPES[int(shape)]
            paint = {"ground": f"s-{ground}", "colour": colours[-1], "head": colours[0]}
            tiles.append(_tile((x, y), 100, drawing, **paint))
    return _svg(600, 500, "xMinYMid", tiles)


def _palette(digest):
    """Four of the six colours: calm, and different from case to case."""
    start = digest[-1] % len(COLOURS)
    return [COLOURS[(start + step) % len(COLOURS)] for step in range(4)]


def _tile(at, s, drawing, *, ground, colour, head=""):
    x, y = at[0] * s, at[1] * s
    r = s // 2
    # A little larger than the tile, so that no hairline shows between two.
    square = f'<path class="{ground}" d="M{x} {y}h{s}.6v{s}.6h-{s}.6z"/>'
    return square + drawing.format(
        x=x, y=y, s=s, r=r, small=s // 4, mx=x + r, my=y + r, right=x + s, bottom=y + s,
        neck=y + 36, left=x + 10, head=head, colour=colour,
    )  # fmt: skip


def _svg(width, height, align, tiles):
    return (
        f'<svg viewBox="0 0 {width} {height}" preserveAspectRatio="{align} slice" '
        f'aria-hidden="true" focusable="false">{"".join(tiles)}</svg>'
    )
