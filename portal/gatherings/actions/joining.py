from django.db import connection, transaction
from django.db.models import F

from portal.gatherings import for_organisers, planning
from portal.gatherings.refusals import NotOpen, PlaceGone

from .locking import locked, refuse_once_started, refuse_unless_open, still_here
from .offering import offer_what_is_free

# The lock comes first, in a statement of its own: what this one reads of the line is then of now.
# «newcomers» are those who are not in yet, «wanted» how many seats they need of those for all,
# beside the ones that are kept for their organisation.
_TAKE_PLACES = """
WITH newcomers AS (
    SELECT asked.user_id, row_number() OVER (ORDER BY asked.place) AS place
    FROM unnest(%(users)s::bigint[]) WITH ORDINALITY AS asked(user_id, place)
    WHERE NOT EXISTS (
        SELECT FROM {participations} AS mine
        WHERE mine.gathering_id = %(gathering)s AND mine.user_id = asked.user_id
          AND mine.state IN ('seated', 'offered', 'waiting'))
), kept AS (
    SELECT id, least(held, (SELECT count(*) FROM newcomers)) AS seats FROM {reservations}
    WHERE gathering_id = %(gathering)s AND organisation_id = %(organisation)s
      AND held > 0 AND releases_at > %(now)s
), wanted AS (
    SELECT count(*) AS people, count(*) - coalesce((SELECT seats FROM kept), 0) AS seats
    FROM newcomers
), seated AS (
    UPDATE {gatherings} SET taken = taken + wanted.seats FROM wanted
    WHERE id = %(gathering)s AND wanted.people > 0
      AND (wanted.seats = 0 OR (
        ({gatherings}.seats IS NULL OR taken + wanted.seats <= {gatherings}.seats)
        AND NOT EXISTS (
            SELECT FROM {participations}
            WHERE gathering_id = %(gathering)s AND state = 'waiting')))
    RETURNING id
), used AS (
    UPDATE {reservations} AS mine SET held = held - kept.seats
    FROM kept WHERE mine.id = kept.id AND EXISTS (SELECT FROM seated)
    RETURNING mine.id, kept.seats
)
INSERT INTO {participations} AS mine
    (gathering_id, user_id, state, joined_at, turn, signed_up_by_id, reservation_id, shows_name)
SELECT %(gathering)s, user_id,
    CASE WHEN EXISTS (SELECT FROM seated) THEN 'seated' ELSE 'waiting' END,
    greatest(%(now)s, (
        SELECT max(joined_at) + interval '1 microsecond' FROM {participations}
        WHERE gathering_id = %(gathering)s AND state = 'waiting'
    )) + (place - 1) * interval '1 microsecond',
    1, nullif(%(by)s, user_id), (SELECT id FROM used WHERE place <= used.seats),
    %(shows_name)s AND user_id = %(by)s
FROM newcomers
ON CONFLICT (gathering_id, user_id) DO UPDATE
    SET state = excluded.state, joined_at = excluded.joined_at, turn = mine.turn + 1,
        left_at = NULL, signed_up_by_id = excluded.signed_up_by_id,
        reservation_id = excluded.reservation_id, shows_name = excluded.shows_name
RETURNING mine.*
"""

_SOMEBODY_LEFT = "Een van deze adressen kan niet meedoen."


@transaction.atomic
def join(gathering, *, user, now, shows_name=False, colleagues=()):
    """Give ``user`` a seat, or a place at the end of the line; who is in already stays as she is.

    ``colleagues``, people of her organisation, come with her: those of them who are not in yet
    get seats all or none, and each hears it herself. Raises NotOpen when nobody can join now, or
    one of them may not.
    """
    together = [user, *colleagues]
    if still_here(together) != together:
        raise NotOpen(_SOMEBODY_LEFT if colleagues else "Dit account is gesloten.")
    gathering = locked(gathering)
    refuse_unless_open(gathering, together, now)
    newcomers = _take_places(gathering, together, now=now, shows_name=shows_name)
    _tell(newcomers, gathering, now=now)
    _warn(newcomers, gathering, now=now)
    if len(newcomers) > 1 and newcomers[0].is_waiting:
        offer_what_is_free(locked(gathering), newcomers, now=now)
    return _hers(newcomers, user) or gathering.participations.select_related("user").get(user=user)


def _hers(participations, user):
    return next((one for one in participations if one.user_id == user.pk), None)


def _take_places(gathering, people, *, now, shows_name):
    """The participations of those who were not in yet, in the order of ``people``."""
    models = {
        "gatherings": type(gathering),
        "participations": gathering.participations.model,
        "reservations": gathering.reservations.model,
    }
    tables = {name: connection.ops.quote_name(m._meta.db_table) for name, m in models.items()}
    values = {
        "gathering": gathering.pk,
        "users": [user.pk for user in people],
        "by": people[0].pk,
        "organisation": people[0].organisation_id,
        "now": now,
        "shows_name": shows_name,
    }
    rows = list(models["participations"].objects.raw(_TAKE_PLACES.format(**tables), values))
    known = {user.pk: user for user in people}
    for one in rows:
        one.gathering, one.user = gathering, known[one.user_id]
    return sorted(rows, key=lambda one: (one.joined_at, one.pk))


def _tell(newcomers, gathering, *, now):
    """They are all seated, or all waiting."""
    if newcomers and newcomers[0].is_seated:
        planning.seated(planning.CONFIRMED, newcomers, gathering, now=now)
    else:
        planning.waiting(newcomers, now=now)


def _warn(newcomers, gathering, *, now):
    """Who sits on a kept seat changes nothing in how many are taken."""
    more = sum(one.is_seated and one.reservation_id is None for one in newcomers)
    if more:
        before = gathering.taken
        for_organisers.filling(gathering, before=before, after=before + more, now=now)


@transaction.atomic
def accept(gathering, *, user, now):
    """Give ``user`` the place that she was offered, or that is free for the first to say so.

    Raises PlaceGone when she is too late, NotOpen when there is nothing to accept.
    """
    gathering = locked(gathering)
    refuse_once_started(gathering, now)
    mine = gathering.participations.active().select_related("user").filter(user=user).first()
    if mine is None:
        raise NotOpen("Je staat niet op de wachtlijst.")
    if mine.is_offered:
        _take_offer(mine, gathering, now=now)
    elif mine.is_waiting:
        _take_free_place(mine, gathering, now=now)
    return mine


def _take_offer(participation, gathering, *, now):
    if participation.offered_until <= now:
        raise PlaceGone("Dit aanbod is verlopen. De plek gaat naar de volgende op de wachtlijst.")
    _seat(participation, gathering, now=now)


def _take_free_place(participation, gathering, *, now):
    if gathering.is_full or gathering.promotes(now):
        raise PlaceGone("Helaas, een ander was je voor. Je houdt je plek op de wachtlijst.")
    type(gathering).objects.filter(pk=gathering.pk).update(taken=F("taken") + 1)
    _seat(participation, gathering, now=now)


def _seat(participation, gathering, *, now):
    participation.state, participation.offered_until = participation.State.SEATED, None
    participation.save(update_fields=["state", "offered_until"])
    planning.seated(planning.PROMOTED, [participation], gathering, now=now)
