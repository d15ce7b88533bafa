"""A small table in a form: a year or a name, and its value; as many lines as somebody typed."""

from django import forms

from .fields import DutchDecimalField

EMPTY_LINES = 3
LONGEST = 60


class ValuesWidget(forms.Widget):
    template_name = "cases/_values_widget.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        lines = [*(value or []), *([("", "")] * EMPTY_LINES)]
        return context | {"lines": lines}

    def value_from_datadict(self, data, files, name):
        lists = [data.getlist(f"{name}-{part}") for part in ("wat", "waarde")]
        pairs = [(what.strip(), value.strip()) for what, value in zip(*lists, strict=False)]
        return [pair for pair in pairs if any(pair)]


class ValuesField(forms.Field):
    """Cleans to a list of (what, Decimal); each line has both or neither."""

    widget = ValuesWidget
    number = DutchDecimalField(max_digits=16, decimal_places=4)

    def clean(self, value):
        lines = super().clean(value)
        if any(not all(line) for line in lines):
            raise forms.ValidationError("Vul op elke regel een jaar of naam in, en een waarde.")
        if any(len(what) > LONGEST for what, _ in lines):
            raise forms.ValidationError(f"Houd een naam korter dan {LONGEST} tekens.")
        if len({what for what, _ in lines}) < len(lines):
            raise forms.ValidationError("Elk jaar of elke naam komt één keer voor.")
        return [(what, self._number(what, value)) for what, value in lines]

    def _number(self, what, value):
        try:
            return self.number.clean(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(f"{what}: {' '.join(error.messages)}") from error
