"""The moments of a gathering in a form: a day, a start and an end, three times at most."""

from datetime import datetime, timedelta

from django import forms

from portal.gatherings import clock

FAR_AWAY = timedelta(days=5 * 366)
PARTS = ("day", "starts", "ends")
PAST = "Dit tijdstip is al geweest. Kies een tijd die nog komt."
LATER = ("_2", "_3")  # what the fields of the second and third moment end in


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs):
        super().__init__(format="%H:%M", **kwargs)


class MomentsMixin:
    """For a form with a ``now``: ``moments`` are the (start, end) pairs that it asks for."""

    moment_groups = [("Wanneer?", list(PARTS))] + [
        (f"Nog een moment ({number})", [f"{part}{suffix}" for part in PARTS])
        for number, suffix in enumerate(LATER, start=2)
    ]

    def add_moment_fields(self, standing):
        """The first is required; what of ``standing`` the form does not show stays as it is."""
        for suffix in ("", *LATER):
            asked = {"required": not suffix}
            self.fields[f"day{suffix}"] = forms.DateField(label="Datum", widget=DayInput, **asked)
            self.fields[f"starts{suffix}"] = forms.TimeField(
                label="Begint om", widget=HourInput, **asked
            )
            self.fields[f"ends{suffix}"] = forms.TimeField(
                label="Eindigt om", widget=HourInput, **asked
            )
        for suffix, moment in zip(("", *LATER), standing, strict=False):
            start, end = clock.local(moment.starts_at), clock.local(moment.ends_at)
            values = (start.date(), start.time(), end.time())
            self.initial |= {f"{p}{suffix}": v for p, v in zip(PARTS, values, strict=True)}
        self.more = [(each.starts_at, each.ends_at) for each in standing[1 + len(LATER) :]]

    @staticmethod
    def hours_of(standing):
        """What the fields say of the hours of these moments, without their days."""
        values = {}
        for suffix, moment in zip(("", *LATER), standing, strict=False):
            values[f"starts{suffix}"] = clock.local(moment.starts_at).time()
            values[f"ends{suffix}"] = clock.local(moment.ends_at).time()
        return values

    @property
    def moments(self):
        filled_in = [parts for suffix in ("", *LATER) if all(parts := self._parts(suffix))]
        pairs = [(clock.at(day, start), clock.at(day, end)) for day, start, end in filled_in]
        return pairs + self.more

    def clean(self):
        super().clean()
        for suffix in ("", *LATER):
            parts = self._parts(suffix)
            if suffix and any(part is not None for part in parts) and None in parts:
                self._ask_for_the_rest(suffix)
            self._check_day(suffix, parts[0])
            self._check_times(suffix, *parts)
        self._check_twice()
        return self.cleaned_data

    def _parts(self, suffix):
        return tuple(self.cleaned_data.get(f"{part}{suffix}") for part in PARTS)

    def _ask_for_the_rest(self, suffix):
        for name in (f"{part}{suffix}" for part in PARTS):
            if self.cleaned_data.get(name) is None and name not in self.errors:
                self.add_error(name, "Vul dit ook in, of laat dit hele moment leeg.")

    def _check_day(self, suffix, day):
        name, today = f"day{suffix}", clock.local(self.now).date()
        if day is None or day == self.initial.get(name):
            return
        if day < today:
            self.add_error(name, "Deze dag is al geweest. Kies een dag die nog komt.")
        elif day > today + FAR_AWAY:
            self.add_error(name, "Kies een dag in de komende vijf jaar.")

    def _check_times(self, suffix, day, start, end):
        if f"day{suffix}" in self.errors:
            return
        for name, hour in (("starts", start), ("ends", end)):
            if day and hour and not clock.exists(datetime.combine(day, hour)):
                self.add_error(
                    f"{name}{suffix}",
                    "Deze tijd bestaat niet: in die nacht gaat de klok een uur vooruit.",
                )
        if start and end and end <= start:
            self.add_error(
                f"ends{suffix}", "Het einde ligt voor het begin. Kies een latere eindtijd."
            )
        elif day and start and end:
            self._check_is_to_come(suffix, day, start, end)

    def _check_is_to_come(self, suffix, day, start, end):
        """What has begun may keep its start, not end before now; another start is to come."""
        was = tuple(self.initial.get(f"{part}{suffix}") for part in PARTS)
        if (day, start) != was[:2] and clock.at(day, start) <= self.now:
            self.add_error(f"starts{suffix}", PAST)
        elif (day, start, end) != was and clock.at(day, end) <= self.now:
            self.add_error(f"ends{suffix}", PAST)

    def _check_twice(self):
        seen = {start for start, _ in self.more}
        for suffix in ("", *LATER):
            day, start, _ = self._parts(suffix)
            if day and start:
                if (begins := clock.at(day, start)) in seen:
                    self.add_error(f"starts{suffix}", "Dit moment staat er al. Kies een ander.")
                seen.add(begins)
