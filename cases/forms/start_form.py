from cases.actions.writing import Text
from cases.models import Person, Version

from .block_forms import KindForm, TitleForm
from .organisations import OrganisationField


class PublicSourceForm(TitleForm):
    """For the editors of the portal: a case of another organisation, from a public source."""

    organisation_id = OrganisationField(
        label="Van welke organisatie is het?",
        help_text="Zij dient het niet zelf in: er komt «uit openbare bron» bij te staan.",
    )

    def __init__(self, *args, names, **options):
        super().__init__(*args, **options)
        self.fields["organisation_id"].names = names

    def text(self, writer):
        """What a new case begins with; people in it are no contacts, so there is none."""
        source = {"source_kind": Version.SourceKind.BOOK}
        return Text(fields={"title": self.cleaned_data["title"]} | source)


class StartForm(KindForm, TitleForm):
    """A title is enough to start; the rest is written step by step."""

    field_order = ["title", "kind", "hides_organisation"]

    def text(self, writer):
        """What a new case begins with: its title, and the writer as its contact."""
        contact = {
            "role": Person.Role.CONTACT,
            "name": writer.name,
            "function": writer.function,
            "organisation": writer.organisation.full_name,
            "email": writer.email,
            "user": writer,
        }
        fields = self.cleaned_data | {"source_kind": Version.SourceKind.OWN_STORY}
        return Text(fields=fields, parts={"people": [contact]})
