from django.db import connection, transaction
from django.db.models import F

from portal.gatherings import planning
from portal.gatherings.refusals import NotOpen, PlaceGone

from .locking import locked, refuse_once_started, refuse_unless_open

# The lock comes first, in a statement of its own: what this one reads of the line is then of now.
_TAKE_A_PLACE = """
WITH seat AS (
    UPDATE {gatherings} SET taken = taken + 1
    WHERE id = %(gathering)s AND (seats IS NULL OR taken < seats)
      AND NOT EXISTS (
        SELECT FROM {participations}
        WHERE gathering_id = %(gathering)s
          AND (state = 'waiting' OR user_id = %(user)s AND state IN ('seated', 'offered'))
      )
    RETURNING id
)
INSERT INTO {participations} AS mine
    (gathering_id, user_id, state, joined_at, turn, shows_name)
SELECT %(gathering)s, %(user)s,
    CASE WHEN EXISTS (SELECT FROM seat) THEN 'seated' ELSE 'waiting' END,
    greatest(%(now)s, (
        SELECT max(joined_at) + interval '1 microsecond' FROM {participations}
        WHERE gathering_id = %(gathering)s AND state = 'waiting'
    )),
    1, %(shows_name)s
ON CONFLICT (gathering_id, user_id) DO UPDATE
    SET state = excluded.state, joined_at = excluded.joined_at, turn = mine.turn + 1,
        left_at = NULL, shows_name = excluded.shows_name
    WHERE mine.state IN ('pending', 'left')
"""


@transaction.atomic
def join(gathering, *, user, now, shows_name=False):
    """Give ``user`` a seat, or a place at the end of the line; who is in already stays as she is.

    Raises NotOpen when nobody can join now, or ``user`` may not.
    """
    gathering = locked(gathering)
    refuse_unless_open(gathering, user, now)
    is_new = _take_a_place(gathering, user=user.pk, now=now, shows_name=shows_name)
    participation = gathering.participations.select_related("user").get(user=user)
    if is_new:
        _tell(participation, gathering, now=now)
    return participation


def _take_a_place(gathering, **values):
    models = {"gatherings": type(gathering), "participations": gathering.participations.model}
    tables = {name: connection.ops.quote_name(m._meta.db_table) for name, m in models.items()}
    values["gathering"] = gathering.pk
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_A_PLACE.format(**tables), values)
        return cursor.rowcount == 1


def _tell(participation, gathering, *, now):
    if participation.is_seated:
        planning.seated(planning.CONFIRMED, [participation], gathering, now=now)
    else:
        occasion = f"turn {participation.turn}"
        planning.tell(planning.WAITING, [participation], occasion=occasion, now=now)


@transaction.atomic
def accept(gathering, *, user, now):
    """Give ``user``, who waits, the place that is free for the first to say so.

    Raises PlaceGone when somebody was before her, NotOpen when there is nothing to accept.
    """
    gathering = locked(gathering)
    refuse_once_started(gathering, now)
    participation = gathering.participations.active().filter(user=user).first()
    if participation is None:
        raise NotOpen("Je staat niet op de wachtlijst.")
    if participation.is_waiting:
        _seat(participation, gathering, now=now)
    return participation


def _seat(participation, gathering, *, now):
    if gathering.is_full or gathering.promotes(now):
        raise PlaceGone("Helaas, een ander was je voor. Je houdt je plek op de wachtlijst.")
    type(gathering).objects.filter(pk=gathering.pk).update(taken=F("taken") + 1)
    participation.state = participation.State.SEATED
    participation.save(update_fields=["state"])
    planning.seated(planning.PROMOTED, [participation], gathering, now=now)
