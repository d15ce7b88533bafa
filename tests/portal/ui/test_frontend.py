import json
import re
import subprocess

import pytest
from django.conf import settings

from portal.runtime import node

FRONTEND = settings.BASE_DIR / "portal" / "ui" / "frontend"


def build_theme(path):
    program = str(node.find().program)
    return subprocess.run(
        [program, FRONTEND / "theme.mjs", path], capture_output=True, text=True, check=False
    )


@pytest.fixture
def theme(tmp_path):
    """Writes our own theme with other values, to see what the script says of it."""
    own = json.loads((FRONTEND / "themes" / "neutral.json").read_text())

    def write(part, **values):
        own[part].update(values)
        path = tmp_path / "theme.json"
        path.write_text(json.dumps(own))
        return path

    return write


def test_our_theme_can_be_read():
    done = build_theme(FRONTEND / "themes" / "neutral.json")

    assert (done.returncode, done.stderr) == (0, "")


def test_a_button_that_cannot_be_read_is_refused(theme):
    done = build_theme(theme("tokens", **{"lw-shape-sun": "#4a3a10"}))

    assert done.returncode == 1
    assert "button text on sun: #10171c on #4a3a10 is 1.6" in done.stderr


def test_any_hue_is_made_readable_light_and_dark(theme):
    hues = {"petrol": {"hue": 100, "chroma": 0.2}, "terra": {"hue": 330, "chroma": 0.25}}

    assert build_theme(theme("palettes", **hues)).returncode == 0


def test_the_lock_file_names_no_download_host():
    lock = (settings.BASE_DIR / "package-lock.json").read_text()

    assert re.findall(r"https?://(?!opencollective|github|tidelift)[^\"]+\.tgz", lock) == []
    assert '"resolved"' not in lock


def test_versions_are_exact():
    package = json.loads((settings.BASE_DIR / "package.json").read_text())
    versions = [*package["dependencies"].values(), *package["devDependencies"].values()]

    assert [version for version in versions if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def templates():
    for app in ("portal", "cases", "courses", "communities"):
        for path in (settings.BASE_DIR / app).rglob("templates/**/*.html"):
            yield path.read_text()


def test_every_class_of_ours_in_a_template_is_in_the_style_sheet():
    css = "".join(path.read_text() for path in FRONTEND.glob("css/**/*.css"))
    styled = set(re.findall(r"\.(lw-[a-z0-9_-]+)", css))
    attributes = " ".join(" ".join(re.findall(r'class="([^"]*)"', text)) for text in templates())
    # A name that ends in a dash gets its end from a variable.
    used = set(re.findall(r"lw-[a-z0-9_-]*[a-z0-9](?![a-z0-9_-])", attributes))

    assert used - styled == set()


def icons_named():
    """Every icon that a template names as a literal."""
    for text in templates():
        yield from re.findall(r"""{% icon ["']([a-z0-9-]+)["']""", text)
        yield from re.findall(r"""\bicon=["']([a-z0-9-]+)["']""", text)
        yield from re.findall(r"""\bicon\|default:["']([a-z0-9-]+)["']""", text)


def test_every_icon_in_use_is_in_the_sprite():
    offered = (FRONTEND / "icons.txt").read_text().split()

    assert set(icons_named()) - set(offered) == set()


def test_the_list_of_icons_is_in_order_and_without_doubles():
    offered = (FRONTEND / "icons.txt").read_text().split()

    assert offered == sorted(set(offered))


def test_own_css_names_no_colour():
    own = "".join(path.read_text() for path in FRONTEND.glob("css/components/*.css"))

    assert set(re.findall(r"#[0-9a-f]{3,8}\b", own)) <= {"#fff", "#10171c"}
