"""A page stays light: 60 KB of style, script and icons as sent, and one font."""

from pathlib import Path

import brotli
import django_prose_editor
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


def test_an_editor_weighs_less_than_200_kilobytes():
    """Only a page with a field for rich text loads it."""
    library = Path(django_prose_editor.__file__).parent / "static/django_prose_editor/editor.js"
    sent = sum(len(brotli.compress(path.read_bytes())) for path in (library, DIST / "editor.js"))

    assert sent < 200 * KILOBYTE
