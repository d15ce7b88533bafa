import re

from django.conf import settings

from portal.ui import art


def test_the_same_seed_draws_the_same():
    assert art.pattern("soest") == art.pattern("soest")


def test_another_seed_draws_something_else():
    assert art.pattern("soest") != art.pattern("kerkrade")


def test_a_pattern_has_a_ground_and_a_shape_per_tile():
    drawing = art.pattern("soest", columns=4, rows=5)

    assert len(re.findall(r"<(path|circle) ", drawing)) == 2 * 4 * 5
    assert 'viewBox="0 0 160 200"' in drawing


def test_no_shape_has_the_colour_of_its_ground():
    for seed in range(50):
        classes = re.findall(r'class="([^"]+)"', art.pattern(seed))

        assert all(
            ground != shape for ground, shape in zip(classes[::2], classes[1::2], strict=True)
        )


def test_pictures_say_nothing_and_carry_no_inline_style():
    for drawing in (art.pattern("soest"), art.hero()):
        assert 'aria-hidden="true"' in drawing
        assert "style=" not in drawing
        assert "fill=" not in drawing


def test_every_colour_exists_in_the_style_sheet():
    css = (settings.BASE_DIR / "portal/ui/frontend/css/components/chart.css").read_text()
    used = set(re.findall(r'class="([^"]+)"', art.pattern("soest") + art.hero()))

    assert used | set(art.COLOURS) == set(re.findall(r"\.(s-[a-z]+) ", css))
