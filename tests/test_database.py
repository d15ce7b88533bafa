import pytest
from django.contrib.auth.models import Group

GROUPS = ["administrators", "editors", "organisers"]


@pytest.mark.parametrize("time", ["first", "second"])
def test_tests_that_empty_the_database_find_the_rows_of_the_migrations(time, transactional_db):
    assert sorted(Group.objects.values_list("name", flat=True)) == GROUPS


@pytest.mark.browser
def test_after_a_browser_too(browser, transactional_db):
    assert sorted(Group.objects.values_list("name", flat=True)) == GROUPS
