"""Rows by the thousand, in sets: the same rows for the same size, whoever makes them."""

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from .dutch import phrases, sentences

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # the moment that the rows are made around
CASES = ["casestudy", "version", "versiontheme", "ownership", "section", "factor", "keyfigure",
         "figurevalue"]  # fmt: skip
PEOPLE = ["accounts_user", "account_emailaddress", "communities_meetup",
          "communities_meetupmoment", "communities_registration"]  # fmt: skip


def cases(connection, size):
    """So many published cases with what stands in them, found by their words."""
    with ready(connection, size, [f"cases_{name}" for name in CASES]):
        copy_texts(connection, "phrase", phrases())
        copy_texts(connection, "sentence", sentences())
        run(connection, "cases.sql")


def participations(connection, size):
    """So many sign-ups for meetups, and as many rows of mail about them."""
    with ready(connection, size, PEOPLE):
        copy_texts(connection, "phrase", phrases())
        run(connection, "participations.sql")
    outbox(connection, size)


def outbox(connection, size):
    """So many rows of mail: most were sent, a tenth is for later, two hundred are due now."""
    with ready(connection, size, ["mail_mail"]):
        run(connection, "outbox.sql")


@contextmanager
def ready(connection, size, tables):
    """Without triggers and indexes, which all come back; ``pick`` draws numbers by row and turn."""
    told = {"size": str(size), "now": NOW.isoformat(), "tables": ",".join(tables)}
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        for name, value in told.items():
            connection.execute("SELECT set_config(%s, %s, true)", [f"bench.{name}", value])
        run(connection, "pick.sql")
        statements = run(connection, "indexes.sql").fetchall()
        for drop, _ in statements:
            connection.execute(drop)
        yield
        for _, make in statements:
            connection.execute(make)


def run(connection, name):
    return connection.execute((HERE / name).read_text())


def copy_texts(connection, table, texts):
    connection.execute(f"CREATE TEMP TABLE {table} (id int, text text) ON COMMIT DROP")
    with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
        for row in enumerate(texts):
            copy.write_row(row)
    connection.execute(f"ANALYZE {table}")
