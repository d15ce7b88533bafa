from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template import Context, Template

from portal.ui.templatetags import ui


def render(text, **context):
    return Template(text).render(Context(context)).strip()


def test_an_icon_is_decoration():
    html = render('{% icon "search" %}')

    assert 'aria-hidden="true"' in html
    assert 'dist/icons.svg#search"' in html
    assert 'class="lw-icon"' in html


def test_an_icon_that_stands_alone_says_what_it_means():
    html = render('{% icon "search" "lg" "Zoeken" %}')

    assert 'role="img" aria-label="Zoeken"' in html
    assert 'class="lw-icon lw-icon--lg"' in html


def test_pictures_are_drawn():
    assert render("{% pattern seed 6 3 %}", seed="soest").startswith('<svg viewBox="0 0 240 120"')
    assert render("{% hero_art %}").startswith('<svg viewBox="0 0 600 500"')


def test_breadcrumbs_end_where_you_are():
    html = render('{% breadcrumbs "Agenda" "/agenda/" "Vandaag" %}')

    assert '<a class="nl-link" href="/agenda/">Agenda</a>' in html
    assert '<span aria-current="page">Vandaag</span>' in html


def test_breadcrumbs_may_lead_to_the_page_above():
    html = render('{% breadcrumbs "Agenda" "/agenda/" %}')

    assert '<a class="nl-link" href="/agenda/">Agenda</a>' in html
    assert "aria-current" not in html


def test_an_alert_holds_what_is_put_in_it():
    html = render('{% alert soort="ok" titel=title %}<p>Tot dan</p>{% endalert %}', title="A<b")

    assert "utrecht-alert--ok" in html
    assert "<h2>A&lt;b</h2>" in html
    assert "<p>Tot dan</p>" in html


def test_an_alert_needs_no_title():
    assert "<h2>" not in render("{% alert %}Tot dan{% endalert %}")


@pytest.mark.parametrize(
    ("level", "kind"),
    [
        (constants.SUCCESS, "ok"),
        (constants.ERROR, "error"),
        (constants.WARNING, "warning"),
        (constants.INFO, "info"),
        (constants.DEBUG, "info"),
    ],
)
def test_a_message_is_shown_as_an_alert(level, kind):
    assert ui.alert_kind(Message(level, "Gelukt")) == kind


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Fien van Voorbeeld", "FV"),
        ("Fien", "F"),
        ("fien voorbeeld", "FV"),
        ("Voormalig lid", "V"),
        ("", "?"),
    ],
)
def test_initials(name, letters):
    assert ui.initials(name) == letters


def amsterdam(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Europe/Amsterdam"))


def test_a_moment_of_one_day():
    moment = SimpleNamespace(starts_at=amsterdam(26, 10), ends_at=amsterdam(26, 13, 30))

    assert ui.daterange(moment) == "donderdag 26 november 2026, 10:00–13:30"


def test_a_moment_of_two_days():
    moment = SimpleNamespace(starts_at=amsterdam(26, 10), ends_at=amsterdam(27, 9))

    expected = "donderdag 26 november 2026, 10:00–vrijdag 27 november 2026, 09:00"
    assert ui.daterange(moment) == expected


def test_facts_leave_out_what_is_not_known():
    html = render('{% facts "Waar" place "Kosten" costs %}', place="<Zwolle>", costs="")

    assert html == '<dl class="lw-facts"><div><dt>Waar</dt><dd>&lt;Zwolle&gt;</dd></div></dl>'


def test_prose_and_page_links_are_filters():
    assert render("{{ words|prose }}", words="a\n\nb") == "<p>a</p><p>b</p>"


def test_dates_are_dutch():
    day = amsterdam(26, 9)

    assert render('{{ day|date:"DATE_FORMAT" }} {{ day|time:"TIME_FORMAT" }}', day=day) == (
        "26 november 2026 09:00"
    )
