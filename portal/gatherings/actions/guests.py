from django.contrib.auth.hashers import make_password
from django.db import transaction

from portal.accounts.models import User
from portal.gatherings import clock, planning
from portal.gatherings.kinds import kinds_of
from portal.gatherings.models import Participation
from portal.gatherings.refusals import TooManyColleagues

from .joining import join
from .locking import locked, refuse_unless_open, still_here

COLLEAGUES_A_DAY = 20  # each gets a mail, and may be nobody that the asker knows


@transaction.atomic
def ask_to_confirm(gathering, *, name, email, now):
    """Mail a link to somebody without an account; she holds nothing until she confirms.

    Does for a known address what it does for a new one, seen from here: the mail tells the rest.
    """
    user = _person(name, email)
    is_here = still_here([user])  # before the lock, as colleagues are: no waiting in a circle
    gathering = locked(gathering)
    refuse_unless_open(gathering, [user], now)
    if is_here:
        _mail_link(user, gathering, now=now)


def _mail_link(user, gathering, *, now):
    occasion = f"asked {now:%Y-%m-%d %H}"  # at most one mail an hour, whoever keeps asking
    if user.is_guest:
        participation = _pending(gathering, user, now)
        planning.tell(planning.GUEST, [participation], occasion=occasion, now=now)
    else:
        planning.has_account(user, gathering, occasion=occasion, now=now)


@transaction.atomic
def join_together(gathering, *, user, colleagues, now, shows_name=False):
    """Sign ``user`` up with ``colleagues``, (name, address) pairs, as ``join`` does.

    Each hears it by mail, and may leave by it; the asker vouches for them, so they need not
    confirm. Raises NotOpen as ``join`` does, and TooManyColleagues when that is enough for today.
    """
    # In one order for all, so that two who name the same people do not wait for each other.
    people = {email: _person(name, email) for name, email in sorted(colleagues, key=_address)}
    together = [people[email] for _, email in colleagues]
    mine = join(gathering, user=user, colleagues=together, now=now, shows_name=shows_name)
    _refuse_too_many(user, now=now)
    return mine


def _refuse_too_many(user, *, now):
    """Comes after joining, which holds ``user``: two windows at once count as one."""
    today = clock.at(clock.local(now).date(), clock.MIDNIGHT)
    signed_up = {"signed_up_by": user, "joined_at__gte": today}
    number = sum(kind.objects.filter(**signed_up).count() for kind in kinds_of(Participation))
    if number > COLLEAGUES_A_DAY:
        raise TooManyColleagues(
            f"Je kunt op één dag hoogstens {COLLEAGUES_A_DAY} collega’s aanmelden. "
            "Morgen kan het weer. Je collega’s kunnen zich ook zelf aanmelden."
        )


def _address(pair):
    return pair[1].lower()


def _person(name, email):
    """Who has this address: somebody known, or a guest of this name."""
    person, _ = User.objects.get_or_create(
        email__iexact=email,
        defaults={
            "email": email.lower(),
            "name": name,
            "is_guest": True,
            "password": make_password(None),
        },
    )
    return person


def _pending(gathering, user, now):
    participation, _ = gathering.participations.get_or_create(
        user=user, defaults={"state": "pending", "joined_at": now, "turn": 0}
    )
    if participation.state == participation.State.LEFT:
        participation.state, participation.left_at = participation.State.PENDING, None
        participation.save(update_fields=["state", "left_at"])
    return participation
