from portal.settings import database


def test_a_database_that_says_nothing_is_away_after_seconds():
    assert database("postgresql://portal@database/portal")["OPTIONS"] == {"connect_timeout": "5"}


def test_the_address_of_the_database_may_say_more():
    address = "postgresql://:5432/portal?host=/run/db&connect_timeout=2&sslmode=require"

    assert database(address)["HOST"] == "/run/db"
    assert database(address)["OPTIONS"] == {"connect_timeout": "2", "sslmode": "require"}
