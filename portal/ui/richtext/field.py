from django import forms
from django.core.exceptions import ValidationError

from . import clean, from_typed, plain_text, to_typed

TOO_LONG = "Houd dit korter dan {:,} tekens; het zijn er nu {:,}."


class RichTextWidget(forms.Textarea):
    """A text field with a few marks; with JavaScript an editor takes its place.

    Beside the text it sends along in which of the two it was written.
    """

    template_name = "ui/rich_text.html"

    def __init__(self, attrs=None):
        super().__init__({"rows": 8} | (attrs or {}))

    def use_required_attribute(self, initial):
        return False  # the browser cannot point at a text field that the editor hides

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        html = clean(value or "")
        context["widget"] |= {"value": to_typed(html), "html": html, "written_as": f"{name}-as"}
        return context

    def value_from_datadict(self, data, files, name):
        """HTML, either way; None when the field was not sent."""
        text = super().value_from_datadict(data, files, name)
        is_typed = text is not None and data.get(f"{name}-as") != "html"
        return from_typed(text) if is_typed else text


class RichTextField(forms.CharField):
    """Answers clean HTML; ``max_length`` counts what is read, not the marks."""

    widget = RichTextWidget

    def __init__(self, *, max_length=20_000, **options):
        super().__init__(**options)
        self.longest = max_length

    def to_python(self, value):
        return clean(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if (length := len(plain_text(value))) > self.longest:
            message = TOO_LONG.format(self.longest, length).replace(",", ".")
            raise ValidationError(message, code="max_length")
