from django.contrib.auth.hashers import make_password
from django.db import transaction

from portal.accounts.models import User
from portal.gatherings import planning

from .locking import locked, refuse_unless_open


@transaction.atomic
def ask_to_confirm(gathering, *, name, email, now):
    """Mail a link to somebody without an account; she holds nothing until she confirms.

    Does for a known address what it does for a new one, seen from here: the mail tells the rest.
    """
    gathering = locked(gathering)
    user, _ = User.objects.get_or_create(
        email__iexact=email,
        defaults={
            "email": email.lower(),
            "name": name,
            "is_guest": True,
            "password": make_password(None),
        },
    )
    refuse_unless_open(gathering, [user], now)
    occasion = f"asked {now:%Y-%m-%d %H}"  # at most one mail an hour, whoever keeps asking
    if user.is_guest:
        participation = _pending(gathering, user, now)
        planning.tell(planning.GUEST, [participation], occasion=occasion, now=now)
    else:
        planning.has_account(user, gathering, occasion=occasion, now=now)


def _pending(gathering, user, now):
    participation, _ = gathering.participations.get_or_create(
        user=user, defaults={"state": "pending", "joined_at": now, "turn": 0}
    )
    if participation.state == participation.State.LEFT:
        participation.state, participation.left_at = participation.State.PENDING, None
        participation.save(update_fields=["state", "left_at"])
    return participation
