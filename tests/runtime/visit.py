"""Start the embedded servers, note a visit, count the visits, stop the servers."""

import psycopg

from portal.runtime.testing import Servers

COUNT = "create table if not exists visit (n int); insert into visit values (1)"


def main():
    servers = Servers()
    servers.start()
    with psycopg.connect(servers.place.database_url()) as connection:
        connection.execute(COUNT)
        (visits,) = connection.execute("select count(*) from visit").fetchone()
    servers.stop()
    print(visits)


if __name__ == "__main__":
    main()
