import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.ui.richtext import clean, from_typed, lines_of, plain_text, to_typed

TAGS = (  # noqa: SIM905 - easier to read
    "p div b strong i em u br ul ol li a h1 h2 h3 h4 table thead tbody tr td th blockquote pre "
    "script style iframe svg math img span o:p section font title textarea template form"
).split()
ATTRIBUTES = [
    "",
    ' href="https://voorbeeld.nl/a_(b)?c=1&amp;d=*"',
    " href='javascript:alert(1)'",
    ' href=" www.voorbeeld.nl"',
    ' class="MsoListParagraphCxSpFirst" style="mso-list:l0"',
    ' onclick="x()"',
    ' src="file:///C:/x.png" onerror=x',
]
TEXTS = [
    "- ", "* ", "**", "*", "1. ", "12) ", "### ", "#", "|", "---", "[a](https://x.nl)", "[", "](",
    "\\", "_x_", "&lt;b&gt;", "&nbsp;", "·&nbsp;", "a", " ", "\n", "é", "\u200b", "<", "&",
]  # fmt: skip
pieces = st.one_of(
    st.sampled_from(TEXTS),
    st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.text(max_size=6),
)
soup = st.lists(pieces, max_size=40).map("".join)
typed = st.lists(st.one_of(st.sampled_from(["\n", "\n\n", "  ", *TEXTS]), st.text(max_size=6)))
OURS = re.compile(
    r"</?(p|h3|ul|ol|li|table|thead|tbody|tr|td|strong)>|<br>|</?th>|<th scope=\"col\">|</a>"
    r"|<a href=\"(https?://|mailto:)[^\"<>\s]+\" rel=\"nofollow noopener\">",
    re.IGNORECASE,
)


@given(soup)
def test_only_our_own_tags_come_out(html):
    assert not re.search("[<>]", OURS.sub("", clean(html)))


@given(soup)
@example("<ul><li><ul><li>a</ul>b</ul>")
@example("<table><tr><td>---</td><td>|</td></tr></table>")
@example("<table><td><table><td>a</table>b<td>c")
def test_what_is_clean_stays_as_it_is(html):
    cleaned = clean(html)

    assert clean(cleaned) == cleaned


@given(soup)
@example("<b>*a*</b>*<b>[b](c)</b>")
@example("<ul><li>a<ol><li>b</li></ol></li></ul><ol><li>c</li></ol>")
def test_what_is_stored_can_be_typed(html):
    cleaned = clean(html)

    assert from_typed(to_typed(cleaned)) == cleaned


@given(typed.map("".join))
def test_what_is_typed_is_clean(text):
    html = from_typed(text)

    assert clean(html) == html


@given(st.text())
@example("2 ** 3, a*b*c, mijn_naam_is, #1, 1. eerst, <b> & [x](https://x.nl) \\*")
def test_no_letter_of_a_text_gets_lost(text):
    html = clean(f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>")
    seen = "".join(char for char in text if char.isprintable() or char in "\xad\u200c\u200d")

    assert "".join(plain_text(html).split()) == "".join(seen.split())
    assert plain_text(from_typed(to_typed(html))) == plain_text(html)


@pytest.mark.parametrize(
    "text",
    [
        "Dat is 2 * 3 * 4 en mijn_naam_is_haas.",
        "Actie #1: 60% < 70% & «goed»",
        "2013. Dat was het jaar.",
        "Zie [bijlage 2] en (nota)",
        "C:\\map en / of",
        "Zo ** maar, of ****",
        "| half een rij",
    ],
)
def test_ordinary_text_stays_as_it_was_typed(text):
    assert plain_text(from_typed(text)) == text


STORED = (
    "<p>Zo ging het:<br>in <strong>drie</strong> stappen, zie "
    '<a href="https://voorbeeld.nl/" rel="nofollow noopener">de site</a>.</p>'
    "<h3>Stappen</h3><ol><li>Meten<br>en weten<ul><li>thuis</li><li>op kantoor</li></ul></li>"
    '<li>Bellen</li></ol><table><thead><tr><th scope="col">Wie</th><th scope="col">Uren</th></tr>'
    "</thead><tbody><tr><td>HR</td><td>9</td></tr></tbody></table><ul><li>Klaar</li></ul>"
)
TYPED = """Zo ging het:
in **drie** stappen, zie [de site](https://voorbeeld.nl/).

### Stappen

1. Meten
   en weten
   - thuis
   - op kantoor
2. Bellen

| Wie | Uren |
| HR | 9 |

- Klaar"""


def test_each_kind_is_typed_and_read():
    assert to_typed(STORED) == TYPED
    assert from_typed(TYPED.replace("\n", "\r\n")) == STORED
    assert clean(STORED) == STORED


def test_what_people_type_otherwise():
    text = "Zo ging het:\n* Meten\n• Bellen\n\n- Klaar\nEn toen\n### Kop\n|a|b|\n|---|---|\n|c|"

    assert from_typed(text) == (
        "<p>Zo ging het:</p><ul><li>Meten</li><li>Bellen</li><li>Klaar</li></ul><p>En toen</p>"
        '<h3>Kop</h3><table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
        "<tbody><tr><td>c</td><td></td></tr></tbody></table>"
    )
    assert from_typed("1) een\n1. twee\n4. vier") == (
        "<ol><li>een</li><li>twee</li></ol><p>4. vier</p>"
    )
    assert from_typed("**[**x**](www.x.nl)**") == (
        '<p><strong><a href="https://www.x.nl" rel="nofollow noopener">x</a></strong></p>'
    )


def test_a_list_from_word():
    html = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><!--StartFragment-->"
        "<h1>Verslag<o:p></o:p></h1>"
        "<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='font-family:Symbol'>·<span>&nbsp; </span></span><![endif]><b>Eén</b></p>"
        "<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>·&nbsp; Twee</p>"
        "<p class=MsoListParagraph>Drie</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<p class=MsoListParagraph>1.&nbsp;Eerst</p>"
        "<p class=MsoNormal><img src='file:///C:/a.png'>Slot</p></html>"
    )

    assert clean(html) == (
        "<h3>Verslag</h3><ul><li><strong>Eén</strong></li><li>Twee</li><li>Drie</li></ul>"
        "<ol><li>Eerst</li></ol><p>Slot</p>"
    )


def test_a_list_in_a_table_and_a_table_in_a_list_are_text():
    assert clean("<table><tr><td><ul><li>a<li>b</ul></table>") == (
        '<table><thead><tr><th scope="col">a b</th></tr></thead><tbody></tbody></table>'
    )
    assert clean("<ul><li>a<table><tr><td>b<td>c</table>") == "<ul><li>a<br>b<br>c</li></ul>"


def test_two_tables_and_empty_rows():
    html = "<table><tr><td>a</table><table><tr><td></tr><tr><td>b</table><table></table>"

    assert to_typed(clean(html)) == "| a |\n\n| b |"


def test_marks_touch_what_they_mark():
    html = (
        '<p>Een<b> <a href="https://x.nl"> twee </a></b>drie</p>'
        "<ul><li>\u200b</li></ul><h2>\u200b</h2>"
    )

    assert to_typed(clean(html)) == "Een **[twee](https://x.nl)** drie"


def test_brackets_in_a_link():
    html = clean('<p>[<a href="mailto:a@x.nl">b [c]</a>](d)</p>')

    assert to_typed(html) == "\\[[b \\[c\\]](mailto:a@x.nl)](d)"
    assert from_typed(to_typed(html)) == html


def test_what_looks_like_a_line_below_the_names():
    html = "<table><tr><td>a</td></tr><tr><td>---</td></tr></table>"

    assert to_typed(clean(html)) == "| a |\n| \\--- |"
    assert from_typed("| a |\n| \\--- |") == clean(html)


def test_the_lines_of_a_text():
    assert lines_of(STORED)[:4] == [
        ("Zo ging het:", False),
        ("in drie stappen, zie de site.", False),
        ("Stappen", False),
        ("Meten", True),
    ]
    assert plain_text(STORED).splitlines()[-3:] == ["Wie | Uren", "HR | 9", "Klaar"]
    assert plain_text("") == clean("<p> </p>") == from_typed(" \n") == to_typed("") == ""
