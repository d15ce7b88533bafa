from portal.ui.prose import to_html


def test_a_blank_line_parts_paragraphs():
    assert to_html("Eerst dit.\n\nDan dat.") == "<p>Eerst dit.</p><p>Dan dat.</p>"


def test_a_new_line_stays_a_new_line():
    assert to_html("Regel een\r\nregel twee") == "<p>Regel een<br>regel twee</p>"


def test_dashes_make_a_list():
    expected = '<ul class="utrecht-unordered-list"><li>een</li><li>twee</li></ul>'

    assert to_html("- een\n- twee") == expected
    assert to_html("• een\n* twee") == expected


def test_a_dash_inside_a_text_makes_no_list():
    assert to_html("Wij zeiden:\n- ja") == "<p>Wij zeiden:<br>- ja</p>"


def test_everything_is_escaped():
    attack = '<script>alert("1")</script>'
    safe = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"

    assert to_html(attack) == f"<p>{safe}</p>"
    assert to_html(f"- {attack}") == f'<ul class="utrecht-unordered-list"><li>{safe}</li></ul>'


def test_braces_and_percent_signs_stay_as_they_are():
    assert to_html("{0} 100% {naam}") == "<p>{0} 100% {naam}</p>"


def test_nothing_gives_nothing():
    assert to_html(None) == ""
    assert to_html("  \n\n ") == ""
