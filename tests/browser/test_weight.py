"""A page stays light: 60 KB of style, script and icons as sent, and one font."""

import brotli
from django.conf import settings

DIST = settings.BASE_DIR / "portal" / "ui" / "static" / "dist"
KILOBYTE = 1024


def test_a_page_loads_no_more_than_60_kilobytes():
    files = [DIST / name for name in ("app.css", "app.js", "icons.svg")]
    sent = sum(len(brotli.compress(path.read_bytes())) for path in files)

    assert sent < 60 * KILOBYTE


def test_the_font_is_small():
    font = DIST / "fonts" / "figtree-latin-wght-normal.woff2"

    assert font.stat().st_size < 25 * KILOBYTE
