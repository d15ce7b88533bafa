"""What the portal itself lets people search: organisations and the vocabulary of themes."""

from portal.organisations.models import Organisation
from portal.themes.models import Theme

from .sources import Source, register


def _organisations(user):
    return Organisation.objects.all()  # municipalities that merged too: people know them by name


def _themes(user):
    return Theme.objects.all()


register(
    Source(
        kind="organisaties",
        label="Organisatie",
        plural="organisaties",
        icon="building-community",
        tone="",
        list_url_name="discovery:organisations",
        url_name="discovery:organisation",
        visible_to=_organisations,
        title="short_name",
        province="province",
        region="regions",
        owner="province__name",
        words="words",
        weight=1.5,
    )
)
register(
    Source(
        kind="themas",
        label="Thema",
        plural="thema's",
        icon="tag",
        tone="vraag",
        list_url_name="discovery:themes",
        url_name="discovery:theme",
        visible_to=_themes,
        title="name",
        words="words",
        weight=2,
    )
)
