import re
from datetime import UTC, datetime

import pytest
from django import forms

from portal.ui.forms import MomentField


class Everything(forms.Form):
    name = forms.CharField(label="Je naam", help_text="Voor- en achternaam.")
    place = forms.ChoiceField(
        label="Plek",
        choices=[("zwolle", "Zwolle|nog 3 plaatsen vrij"), ("online", "Online")],
        widget=forms.RadioSelect,
        help_text="Kies er een.",
    )
    work = forms.MultipleChoiceField(
        label="Werk",
        choices=[("hr", "HR")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agree = forms.BooleanField(label="Akkoord")
    story = forms.CharField(label="Verhaal", widget=forms.Textarea, required=False)
    size = forms.ChoiceField(label="Omvang", choices=[("s", "klein")], required=False)
    report = forms.FileField(label="Verslag", required=False)
    starts_at = MomentField(label="Begint")
    key = forms.CharField(widget=forms.HiddenInput)


def tag(html, start):
    """The tag that begins like this, with its spaces made one."""
    found = re.search(rf"<{start}[^>]*>", html)
    return re.sub(r"\s+", " ", found[0])


def drawn(**data):
    return str(Everything(data) if data else Everything())


def test_a_text_field_has_the_classes_of_the_design_system():
    assert "utrecht-textbox utrecht-textbox--html-input" in tag(drawn(), 'input type="text"')


@pytest.mark.parametrize(
    ("start", "css"),
    [
        ("textarea", "utrecht-textarea"),
        ("select", "utrecht-select"),
        ('input type="radio"', "utrecht-radio-button"),
        ('input type="checkbox" name="work"', "utrecht-checkbox"),
        ('input type="checkbox" name="agree"', "utrecht-checkbox"),
        ('input type="file"', "lw-file-input"),
        ('input type="date"', "utrecht-textbox"),
        ('input type="time"', "utrecht-textbox"),
    ],
)
def test_each_widget_has_its_own_class(start, css):
    assert f'class="{css} ' in tag(drawn(), start).replace('"lw-file-input"', '"lw-file-input "')


def test_a_class_of_the_form_itself_is_kept():
    class Short(forms.Form):
        year = forms.CharField(widget=forms.TextInput(attrs={"class": "lw-input--short"}))

    assert 'html-input lw-input--short"' in str(Short())


def test_what_is_optional_says_so():
    html = drawn()

    assert html.count("(niet verplicht)") == 4
    assert "(niet verplicht)" not in html[: html.index('name="place"')]


def test_help_is_tied_to_the_input():
    assert 'aria-describedby="id_name_helptext"' in tag(drawn(), 'input type="text"')
    assert 'id="id_name_helptext"' in drawn()


def test_an_error_is_tied_to_the_input():
    html = drawn(name="")

    assert 'aria-describedby="id_name_helptext id_name_error"' in tag(html, 'input type="text"')
    assert 'aria-invalid="true"' in tag(html, 'input type="text"')
    assert 'id="id_name_error"' in html


def test_the_help_of_a_group_is_tied_to_the_group_and_not_to_each_choice():
    html = drawn()

    assert 'aria-describedby="id_place_helptext"' in html[: html.index('type="radio"')]
    assert "aria-describedby" not in tag(html, 'input type="radio"')


def test_a_choice_shows_its_hint():
    html = drawn()

    assert "<span>Zwolle</span>" in html
    assert '<span class="lw-choice__hint">nog 3 plaatsen vrij</span>' in html


def test_every_label_and_every_link_of_the_summary_leads_somewhere():
    html = drawn(name="")
    ids = set(re.findall(r' id="([^"]+)"', html))
    aims = re.findall(r' for="([^"]+)"', html) + re.findall(r'href="#([^"]+)"', html)

    assert set(aims) - ids == set()
    assert len(ids) == len(re.findall(r' id="([^"]+)"', html))


def test_the_summary_counts_and_names_what_is_wrong():
    html = drawn(name="", place="zwolle", agree="on", starts_at_0="2027-03-01", starts_at_1="9:00")

    assert "Er zijn 2 dingen die je moet aanpassen" in html
    assert '<a href="#id_name">Je naam: Dit veld is verplicht.</a>' in html


def test_one_error_is_one_thing():
    class One(forms.Form):
        name = forms.CharField()

    assert "Er is 1 ding dat je moet aanpassen" in str(One({"name": ""}))


def test_what_is_wrong_with_the_whole_form_stands_in_the_summary():
    class Whole(forms.Form):
        def clean(self):
            raise forms.ValidationError("Dit past niet bij elkaar.")

    assert "<li>Dit past niet bij elkaar.</li>" in str(Whole({}))


def test_nothing_typed_is_lost():
    html = drawn(name="Anneke", place="online", story="Het begon zo", starts_at_0="2027-03-01")

    assert 'value="Anneke"' in html
    assert "Het begon zo" in html
    assert 'value="2027-03-01"' in html
    assert "checked" in tag(html, 'input type="radio" name="place" value="online"')


def test_what_is_typed_is_escaped():
    html = drawn(name='"><script>')

    assert "<script>" not in html


def test_fields_stand_in_the_groups_of_their_form():
    class Grouped(forms.Form):
        title = forms.CharField()
        name = forms.CharField()
        key = forms.CharField(widget=forms.HiddenInput)
        groups = [("Over jou", ["name"])]

    html = str(Grouped())

    assert html.count("<fieldset") == 1
    assert html.index('name="title"') < html.index("<legend>Over jou</legend>")
    assert html.index("<legend>Over jou</legend>") < html.index('name="name"')
    assert html.count('name="key"') == 1


class When(forms.Form):
    at = MomentField(label="Begint")


def moment(day, time):
    return When({"at_0": day, "at_1": time})


def test_a_moment_is_on_the_clock_of_amsterdam():
    form = moment("2026-11-26", "10:00")

    assert form.is_valid()
    assert form.cleaned_data["at"].astimezone(UTC) == datetime(2026, 11, 26, 9, tzinfo=UTC)


def test_a_moment_is_shown_as_it_is_typed():
    html = str(When(initial={"at": datetime(2026, 11, 26, 9, 5, tzinfo=UTC)}))

    assert 'value="2026-11-26"' in html
    assert 'value="10:05"' in html


@pytest.mark.parametrize(
    ("day", "time", "message"),
    [
        ("", "", "Vul een dag en een tijd in."),
        ("2027-03-01", "", "Vul een dag en een tijd in."),
        ("2027-02-30", "10:00", "Vul de dag in als jjjj-mm-dd, bijvoorbeeld 2027-03-28."),
        ("2027-03-01", "25:00", "Vul de tijd in als uu:mm, bijvoorbeeld 09:30."),
        (
            "2027-03-28",
            "02:30",
            "In dat uur gaat de klok een uur vooruit of terug. Kies een andere tijd.",
        ),
        (
            "2026-10-25",
            "02:30",
            "In dat uur gaat de klok een uur vooruit of terug. Kies een andere tijd.",
        ),
    ],
)
def test_a_moment_that_is_not_one_is_told_in_dutch(day, time, message):
    assert moment(day, time).errors == {"at": [message]}


class Maybe(forms.Form):
    at = MomentField(required=False)


def test_a_moment_may_be_left_out():
    form = Maybe({})

    assert form.is_valid()
    assert form.cleaned_data["at"] is None


def test_half_a_moment_is_not_left_out():
    form = Maybe({"at_0": "2027-03-01"})

    assert form.errors == {"at": ["Vul de tijd in als uu:mm, bijvoorbeeld 09:30."]}
