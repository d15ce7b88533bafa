"""What belongs to no part: themes and regions."""

from urllib.parse import urlencode

from django.urls import reverse

from portal.organisations.models import Region
from portal.themes.models import Theme

from . import kinds
from .kinds import ON_OR_OFF, Kind
from .models import Choice
from .subjects import Subject, register

DIGEST = kinds.register(
    Kind(
        "notifications.digest",
        "Weekmail",
        "De mail op maandag met alles wat hierboven op «weekmail» staat",
        default=Choice.NOW,
        choices=ON_OR_OFF,
    )
)


def _agenda(region):
    return f"{reverse('discovery:agenda')}?{urlencode({'regio': region.slug})}"


def _everything(model):
    return lambda user: model.objects.all()


register(
    Subject(
        model=Theme,
        called="dit thema",
        label="Thema",
        icon="tag",
        visible_to=_everything(Theme),
        can_be_followed=True,
    )
)
register(
    Subject(
        model=Region,
        called="deze regio",
        label="Regio",
        icon="compass",
        visible_to=_everything(Region),
        can_be_followed=True,
        address=_agenda,
    )
)
