import pytest

from portal.files import names


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("Foto team.jpg", "Foto team.webp"),
        ("C:\\Users\\anneke\\foto.jpg", "foto.webp"),
        ("../../etc/passwd.jpg", "passwd.webp"),
        ("factuur\u202egpj.exe.jpg", "factuur gpj-exe.webp"),
        ("a\r\nSet-Cookie: b.jpg", "a Set-Cookie- b.webp"),
        ("rapport.html.jpg", "rapport-html.webp"),
        ("con.jpg", "bestand-con.webp"),
        (".jpg", "jpg.webp"),
        ("  ..jpg", "bestand.webp"),
        ("cafe\u0301.jpg", "café.webp"),
        ("x" * 300 + ".jpg", "x" * 100 + ".webp"),
    ],
)
def test_a_name_keeps_its_words_and_loses_its_tricks(given, clean):
    assert names.clean(given, "webp") == clean


@pytest.mark.parametrize(
    ("given", "extension"),
    [("a.PNG", "png"), ("a.b.pdf", "pdf"), ("a", ""), (".png", ""), ("a.d/b", "")],
)  # fmt: skip
def test_the_extension_is_what_stands_after_the_last_point(given, extension):
    assert names.split(given)[1] == extension
