from django import forms
from django.http import QueryDict

from portal.ui.richtext.field import RichTextField

STORED = "<p>Twee * <strong>drie</strong></p><ul><li>een</li></ul>"
TYPED = "Twee * **drie**\n\n- een"


class StoryForm(forms.Form):
    story = RichTextField(label="Verhaal", max_length=1000, required=False)


def sent(text, **others):
    data = QueryDict(mutable=True)
    data.update({"story": text} | {name.replace("_", "-"): value for name, value in others.items()})
    return StoryForm(data, initial={"story": STORED})


def test_the_field_shows_what_a_writer_types():
    html = StoryForm(initial={"story": STORED})["story"].as_widget()

    assert f">\n{TYPED}</textarea>" in html
    assert 'data-html="&lt;p&gt;Twee * &lt;strong&gt;drie' in html
    assert '<input type="hidden" name="story-as" value="typed">' in html
    assert "required" not in StoryForm.base_fields["story"].widget_attrs(forms.Textarea())


def test_what_nobody_changed_stays_the_same():
    form = sent(TYPED.replace("\n", "\r\n"), story_as="typed")

    assert form.is_valid()
    assert form.cleaned_data == {"story": STORED}
    assert form.changed_data == []


def test_without_an_editor_text_is_text():
    form = sent("Meer <b>dan</b> 3 &amp; **vet**", story_as="typed")

    assert form.is_valid()
    assert form.cleaned_data == {
        "story": "<p>Meer &lt;b&gt;dan&lt;/b&gt; 3 &amp;amp; <strong>vet</strong></p>"
    }
    assert form.changed_data == ["story"]


def test_an_editor_sends_html_and_gets_it_clean():
    form = sent("<ul><li><p>een</p></li></ul><script>x</script><p></p>", story_as="html")

    assert form.is_valid()
    assert form.cleaned_data == {"story": "<ul><li>een</li></ul>"}


def test_a_form_that_says_nothing_was_typed():
    assert sent("<p>a</p>").data["story"] == "<p>a</p>"
    assert "&lt;p&gt;" in sent("<p>a</p>")["story"].value()
    assert StoryForm({}).is_valid()
    assert StoryForm({}).fields["story"].widget.value_from_datadict({}, {}, "story") is None


def test_what_is_read_counts_and_not_the_marks():
    fits = sent("<p>" + "<strong>a</strong>b" * 500 + "</p>", story_as="html")
    too_long = sent("woord " * 200)

    assert fits.is_valid()
    assert too_long.errors == {"story": ["Houd dit korter dan 1.000 tekens; het zijn er nu 1.199."]}
    assert "woord woord" in too_long["story"].as_widget()


def test_a_field_that_must_be_filled_is_not_filled_by_empty_paragraphs():
    field = RichTextField(required=True)
    field.widget.is_required = True

    assert field.widget.use_required_attribute(None) is False
    form = type("NeededForm", (forms.Form,), {"story": field})(
        {"story": "<p> </p>", "story-as": "html"}
    )
    assert form.errors == {"story": ["Dit veld is verplicht."]}
