"""Instruments of the content that comes with the portal."""

from django.utils.text import slugify

from cases.models import Instrument


def load_instrument(record, cases):
    """An instrument with the cases that use it; one that is there already stays as it is."""
    used_in = [cases[name] for name in record["cases"]]
    if Instrument.objects.filter(name=record["name"]).exists():
        return
    fields = {name: value for name, value in record.items() if name != "cases"}
    instrument = Instrument(slug=slugify(record["name"]), **fields)
    instrument.clean_fields()
    instrument.save()
    instrument.cases.set(used_in)
