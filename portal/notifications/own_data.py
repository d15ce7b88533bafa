"""What she follows, keeps, heard and chose, for the download of her own data."""

from portal.accounts import own_data

from . import news, subjects
from .models import Bookmark, Follow
from .preferences import choices_of

HIDDEN = "niet meer te zien"


@own_data.register
def of(user):
    return {
        "volgt": _kept(Follow, user),
        "bewaarde": _kept(Bookmark, user),
        "voorkeuren": {
            f"{kind.group}: {kind.label}": str(choice.label)
            for kind, choice in choices_of(user).items()
        },
        "meldingen": [
            {
                "soort": one.kind.told,
                "over": one.thing.title if one.thing else HIDDEN,
                "op": one.notification.occurred_at,
                "gelezen op": one.notification.read_at,
            }
            for one in news.told(user.notifications.order_by("pk"), user)
        ],
    }


def _kept(model, user):
    rows = model.objects.filter(user=user).order_by("pk")
    things = subjects.visible([row.subject for row in rows], user)
    return [
        {
            "wat": things[row.subject].title if row.subject in things else HIDDEN,
            "sinds": row.created_at,
        }
        for row in rows
    ]
