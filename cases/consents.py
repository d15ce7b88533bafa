"""Who stands in a case, and whether she agreed to it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from .models import Consent, Image, Part, Person, Quote

NEEDED_FOR = (Quote, Person)
SHOWN = (*NEEDED_FOR, Image)  # whether people can be known in a picture, only its writers see


@dataclass(frozen=True)
class InTheCase:
    """A quote, a person or a picture, once however many versions it is in."""

    part: Part
    consent: Consent | None

    @property
    def kind(self):
        return self.part._meta.verbose_name.capitalize()

    @property
    def is_picture(self):
        return isinstance(self.part, Image)

    @property
    def who(self):
        """The name to start with when her consent is noted."""
        return getattr(self.part, "person", "") or getattr(self.part, "name", "")

    @property
    def is_given(self):
        return self.consent is not None and self.consent.withdrawn_at is None


def needed_for(model):
    """The parts that somebody must agree to; not the contact, who is there to be asked."""
    return model.objects.exclude(role=Person.Role.CONTACT) if model is Person else model.objects


def without_consent(model, version):
    """The quotes or people of ``version`` for which no consent is noted, or none any more."""
    given = Consent.objects.given().filter(case=version.case_id, key=OuterRef("key"))
    return needed_for(model).filter(version=version).exclude(Exists(given))


def count_without_consent(version):
    """How many an editor must know of before she publishes; none of a public source."""
    if version.case.from_public_source:
        return 0
    quotes, people = (without_consent(model, version).values("key") for model in NEEDED_FOR)
    return quotes.union(people).count()


def people_in(case):
    """All who stand in any version of a case, each as she stands in the latest."""
    consents = {consent.key: consent for consent in case.consents.order_by("pk")}
    return [
        InTheCase(part, consents.get(part.key))
        for model in SHOWN
        for part in _latest(needed_for(model).filter(version__case=case))
    ]


def _latest(parts):
    """Each part once, by its key, as the latest version has it."""
    found = parts.order_by("version__number", "position", "pk")
    return {part.key: part for part in found}.values()
