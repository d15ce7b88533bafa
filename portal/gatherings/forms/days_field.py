from django import forms

MOST_DAYS, MOST_REMINDERS = 60, 5
NOT_DAYS = f"Vul hele dagen in van 1 tot {MOST_DAYS}, met een komma ertussen: 7, 1. Of 0 voor geen."
TOO_MANY = f"Kies hoogstens {MOST_REMINDERS} herinneringen."


class DaysField(forms.CharField):
    """Days before, as «7, 1»: a list with the earliest first, [] for «0», None for nothing."""

    def prepare_value(self, value):
        if isinstance(value, list):
            return ", ".join(map(str, value)) or "0"
        return value

    def to_python(self, value):
        parts = [part.strip() for part in super().to_python(value).split(",")]
        if parts == [""]:
            return None
        if not all(part.isdecimal() and len(part) < 4 for part in parts):
            raise forms.ValidationError(NOT_DAYS)
        return self._checked({int(part) for part in parts})

    def _checked(self, days):
        if days == {0}:
            return []
        if min(days) < 1 or max(days) > MOST_DAYS:
            raise forms.ValidationError(NOT_DAYS)
        if len(days) > MOST_REMINDERS:
            raise forms.ValidationError(TOO_MANY)
        return sorted(days, reverse=True)

    def validate(self, value):
        """An empty list is an answer; only nothing at all is missing."""
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """None: the checks above are all."""

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != data
