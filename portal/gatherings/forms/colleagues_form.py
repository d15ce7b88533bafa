from django import forms

from .small_forms import NameField

PLACES = (1, 2)


class ColleaguesForm(forms.Form):
    """One or two people with an address at the organisation of ``user``.

    Whether they have an account is nobody's business: it asks only where the address is.
    """

    groups = [(f"Collega {number}", [f"name_{number}", f"email_{number}"]) for number in PLACES] + [
        ("En jij", ["shows_name"])
    ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.domains = set(user.organisation.mail_domains.values_list("domain", flat=True))
        for number in PLACES:
            required = number == 1
            self.fields[f"name_{number}"] = NameField(label="Naam", required=required)
            self.fields[f"email_{number}"] = forms.EmailField(
                label="Werkadres", max_length=254, required=required
            )
        self.fields["shows_name"] = forms.BooleanField(
            label="Andere deelnemers mogen mijn naam zien", required=False
        )

    @property
    def colleagues(self):
        """(name, address) of each."""
        pairs = [(self.cleaned_data[f"name_{n}"], self.cleaned_data[f"email_{n}"]) for n in PLACES]
        return [pair for pair in pairs if all(pair)]

    def clean(self):
        seen = {self.user.email.lower()}
        for number in PLACES:
            name, email = (self.cleaned_data.get(f"{part}_{number}") for part in ("name", "email"))
            if email:
                self._check_address(f"email_{number}", email.lower(), seen)
            if bool(name) != bool(email):
                self._ask_for_the_rest(number)
        return self.cleaned_data

    def _check_address(self, field, email, seen):
        if email in seen:
            self.add_error(field, "Dit adres staat er al. Vul het adres van een collega in.")
        elif email.partition("@")[2] not in self.domains:
            self.add_error(
                field,
                f"Je kunt alleen collega's van {self.user.organisation} aanmelden, "
                "met hun werkadres.",
            )
        seen.add(email)

    def _ask_for_the_rest(self, number):
        for field in (f"name_{number}", f"email_{number}"):
            if not self.cleaned_data.get(field) and field not in self.errors:
                self.add_error(field, "Vul dit ook in, of laat beide leeg.")
