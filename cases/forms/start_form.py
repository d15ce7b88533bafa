from cases.actions.writing import Text
from cases.models import Person, Version

from .block_forms import KindForm, TitleForm


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
