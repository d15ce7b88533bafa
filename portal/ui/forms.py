"""Forms in the markup of the NL Design System: templates say {{ form }} and nothing more."""

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

_CHECKBOX = (
    "utrecht-checkbox utrecht-custom-checkbox utrecht-custom-checkbox--html-input "
    "utrecht-checkbox--custom utrecht-checkbox--html-input"
)
_TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
# The first class of widget that fits says the CSS classes.
CLASSES = [
    (forms.CheckboxSelectMultiple, _CHECKBOX),
    (forms.RadioSelect, "utrecht-radio-button utrecht-radio-button--html-input"),
    (forms.CheckboxInput, _CHECKBOX),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.FileInput, "lw-file-input"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.HiddenInput, ""),
    (forms.widgets.Input, _TEXTBOX),
    (forms.SplitDateTimeWidget, _TEXTBOX),
]


class DesignedField(BoundField):
    """A field that knows how the design system draws it: a group, a checkbox or a control."""

    @property
    def kind(self):
        widget = self.field.widget
        if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return "group"
        if isinstance(widget, forms.MultiWidget):
            return "parts"
        return "checkbox" if isinstance(widget, forms.CheckboxInput) else "control"

    @property
    def first_input_id(self):
        """Where the link in the error summary goes: in a group, to the first choice."""
        return f"{self.auto_id}_0" if self.kind in ("group", "parts") else self.id_for_label

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        ours = next((css for kind, css in CLASSES if isinstance(widget, kind)), "")
        attrs["class"] = f"{ours} {widget.attrs.get('class', '')}".strip()
        if self.kind in ("group", "parts"):
            # The description belongs to the fieldset, not to each of its inputs.
            attrs.pop("aria-describedby", None)
        return attrs

    def css_classes(self, extra_classes=None):
        return "utrecht-form-field" + (" utrecht-form-field--invalid" if self.errors else "")


def in_groups(form):
    """The visible fields as a form's ``groups`` say, [(legend, names)]; the rest before them."""
    groups = [
        (legend, [form[name] for name in names]) for legend, names in getattr(form, "groups", [])
    ]
    grouped = {field.name for _, fields in groups for field in fields}
    rest = [field for field in form.visible_fields() if field.name not in grouped]
    return [("", rest), *groups]


class Renderer(TemplatesSetting):
    bound_field_class = DesignedField
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class MomentWidget(forms.SplitDateTimeWidget):
    """A day and a time, each in the browser's own input."""

    template_name = "ui/moment_widget.html"

    def __init__(self, attrs=None):
        super().__init__(
            attrs,
            date_format="%Y-%m-%d",
            time_format="%H:%M",
            date_attrs={"type": "date", "aria-label": "Dag"},
            time_attrs={"type": "time", "aria-label": "Tijd"},
        )


class MomentField(forms.SplitDateTimeField):
    """A moment in Amsterdam; the hours that the clock change skips or repeats are refused."""

    widget = MomentWidget
    default_error_messages = {
        "required": "Vul een dag en een tijd in.",
        "incomplete": "Vul een dag en een tijd in.",
        "invalid_date": "Vul de dag in als jjjj-mm-dd, bijvoorbeeld 2027-03-28.",
        "invalid_time": "Vul de tijd in als uu:mm, bijvoorbeeld 09:30.",
        "clock_change": "In dat uur gaat de klok een uur vooruit of terug. Kies een andere tijd.",
    }

    def compress(self, data_list):
        try:
            return super().compress(data_list)
        except forms.ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            message = self.error_messages["clock_change"]
            raise forms.ValidationError(message, code="clock_change") from error
