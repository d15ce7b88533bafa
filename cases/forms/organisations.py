from django import forms
from django.db.models import Q

from cases.models import Inspiration, Ownership, Partner
from portal.organisations.models import Organisation


class OrganisationField(forms.CharField):
    """An organisation by its name, with the names that exist as suggestions; cleans to its key.

    ``names`` are those of ``organisation_names``, read once for all rows of a page.
    """

    UNKNOWN = "Deze organisatie kennen we niet. Kies een naam uit de lijst."
    names = {}

    def __init__(self, **options):
        super().__init__(max_length=140, **options)
        self.widget.attrs["list"] = "organisaties"
        self.widget.attrs["autocomplete"] = "off"

    def prepare_value(self, value):
        return self.names.get(value, "") if isinstance(value, int) else value

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        keys = {name.casefold(): pk for pk, name in self.names.items()}
        for name in (typed.casefold(), f"gemeente {typed.casefold()}"):
            if name in keys:
                return keys[name]
        raise forms.ValidationError(self.UNKNOWN)


def organisation_names(organisations):
    """Names by key, as they stand in a list."""
    return {o.pk: o.full_name for o in organisations.order_by("sort_key")}


def names_around(case):
    """Those that exist today, and those that stand with ``case``, also when they ended since."""
    owners = Ownership.objects.filter(case=case).values("organisation")
    inspired = Inspiration.objects.filter(case=case).values("organisation")
    partners = Partner.objects.filter(version__case=case).values("organisation")
    stand = Q(pk__in=owners) | Q(pk__in=inspired) | Q(pk__in=partners)
    return organisation_names(Organisation.objects.current() | Organisation.objects.filter(stand))
