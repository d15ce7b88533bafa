"""People who all want a seat at one gathering, and what became of them."""

from collections import Counter

SEAT_FOR_ONE_IN = 5
LEAVES = 20  # one in twenty leaves again
KINDS = ["meetup", "edition"]
TROUBLES = ["over", "double", "lost", "counter wrong by", "empty seats", "who should have left",
            "mails wrong"]  # fmt: skip


class Crowd:
    """They sign up as the portal has them do it."""

    def __init__(self, kind, people):
        from django.db import connection

        self.gathering = make_gathering(kind, seats=people // SEAT_FOR_ONE_IN)
        self.users = make_people(kind, people)
        self.prepare(connection)
        connection.close()  # each client makes its own

    def prepare(self, connection):
        pass

    def shares(self, clients):
        """The people of each client; one in twenty of a share leaves."""
        shares = [self.users[number::clients] for number in range(clients)]
        self.leavers = sum(len(range(0, len(share), LEAVES)) for share in shares)
        return shares

    def act(self, user, number):
        from portal.gatherings import actions
        from tests.factories.gatherings import NOW

        actions.join(self.gathering, user=user, now=NOW)
        actions.join(self.gathering, user=user, now=NOW)
        if number % LEAVES == 0:
            actions.leave(self.gathering, user=user, now=NOW)

    def report(self):
        from django.db import connection

        self.gathering.refresh_from_db()
        found = self.count(list(self.gathering.participations.values_list("user_id", "state")))
        taken, seated = self.gathering.taken, found["states"].get("seated", 0)
        found |= {
            "counter wrong by": taken - seated,
            "empty seats": self.gathering.seats - seated,
            "who should have left": self.leavers - found["states"].get("left", 0),
            "mails wrong": mails_wrong(self.gathering),
        }
        connection.close()
        return found

    def count(self, rows):
        """Of the (person, state) rows."""
        states = Counter(state for _, state in rows)
        different = {user for user, _ in rows}
        return {
            "people": len(self.users),
            "seats": self.gathering.seats,
            "states": dict(states),
            "over": max(0, states["seated"] - self.gathering.seats),
            "double": len(rows) - len(different),
            "lost": len(self.users) - len(different),
        }


class UnguardedCrowd(Crowd):
    """The control, in copies of the tables without constraints: count, and insert."""

    def prepare(self, connection):
        models = {
            "gatherings": type(self.gathering),
            "participations": self.gathering.participations.model,
        }
        self.tables = {name: model._meta.db_table for name, model in models.items()}
        with connection.cursor() as cursor:
            self.run(cursor, "CREATE TABLE copied_{gatherings} AS SELECT seats FROM {gatherings}")
            self.run(
                cursor,
                "CREATE TABLE copied_{participations} AS"
                " SELECT user_id, state FROM {participations} WITH NO DATA",
            )

    def run(self, cursor, statement, values=()):
        cursor.execute(statement.format(**self.tables), values)

    def act(self, user, number):
        from django.db import connection

        for _ in range(2):
            with connection.cursor() as cursor:
                self.run(
                    cursor, "SELECT count(*) FROM copied_{participations} WHERE state = 'seated'"
                )
                (taken,) = cursor.fetchone()
                cursor.execute("SELECT pg_sleep(0.005)")
                self.run(
                    cursor,
                    "INSERT INTO copied_{participations} SELECT %s,"
                    " CASE WHEN %s < seats THEN 'seated' ELSE 'waiting' END"
                    " FROM copied_{gatherings} WHERE NOT EXISTS"
                    " (SELECT FROM copied_{participations} WHERE user_id = %s)",
                    [user.pk, taken, user.pk],
                )

    def report(self):
        from django.db import connection

        with connection.cursor() as cursor:
            self.run(cursor, "SELECT user_id, state FROM copied_{participations}")
            found = self.count(cursor.fetchall())
        connection.close()
        return dict.fromkeys(TROUBLES, 0) | found


def make_gathering(kind, **fields):
    from tests.factories.communities import make_meetup
    from tests.factories.courses import make_edition

    return {"meetup": make_meetup, "edition": make_edition}[kind](**fields)


def make_people(kind, people):
    from django.contrib.auth import get_user_model

    model = get_user_model()
    return model.objects.bulk_create(
        model(email=f"{kind}{number}@gemeente.example", name=f"Persoon {number}", password="!")
        for number in range(people)
    )


def mails_wrong(gathering):
    """Who has a seat was told so and will be reminded; who waits was told that."""
    from portal.keys import key_of
    from portal.mail.models import Mail

    planned = Counter(Mail.objects.open().values_list("subject", "kind"))
    wrong = 0
    for one in gathering.participations.active():
        told = sum(planned[key_of(one), f"gatherings.{kind}"] for kind in ("confirmed", "promoted"))
        waits = planned[key_of(one), "gatherings.waiting"]
        leads = planned[key_of(one), "gatherings.reminder"]
        wanted = (1, 2) if one.is_seated else (0, 0)
        wrong += (told, leads) != wanted or (one.is_waiting and waits != 1)
    return wrong
