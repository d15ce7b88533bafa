import re

from django import forms


class DutchDecimalField(forms.DecimalField):
    """A number as people write it: 2,5 and 231.000 and € 1.250,50."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value):
        text = re.sub(r"[€%\s]", "", str(value or ""))
        if "," in text or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
            text = text.replace(".", "").replace(",", ".")
        return super().to_python(text)


class ManyChoices(forms.CheckboxSelectMultiple):
    """A long list of checkboxes, folded until something in it is chosen or wrong."""

    template_name = "cases/_many_choices.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        chosen = len(context["widget"]["value"])
        return context | {"chosen": chosen, "is_open": chosen or "aria-invalid" in (attrs or {})}
