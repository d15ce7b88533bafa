from django.contrib.auth import get_user_model
from django.core.management import call_command

from portal.demo.management.commands import prepare_demo
from portal.demo.people import ACCOUNTS, DOMAIN, PASSWORD
from portal.runtime.demo import WELCOME


def test_static_files_are_collected_once(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    prepare_demo.collect_static()
    (tmp_path / "static" / "old.css").touch()
    prepare_demo.collect_static()
    assert (tmp_path / "static" / "old.css").exists()

    (tmp_path / "static" / prepare_demo.NOTE).write_text("another state")
    prepare_demo.collect_static()
    assert not (tmp_path / "static" / "old.css").exists()
    assert (tmp_path / "static" / "admin").exists()


def test_the_demo_is_prepared_for_the_people_that_its_welcome_names(settings, tmp_path):
    settings.STATIC_ROOT, settings.DEMO = tmp_path / "static", True
    call_command("prepare_demo")

    welcome = WELCOME.read_text()
    named = [word for word in welcome.split() if word.endswith(f"@{DOMAIN}")]
    assert named == [f"{local}@{DOMAIN}" for local, *_ in ACCOUNTS]
    assert f"wachtwoord {PASSWORD}:" in welcome
    people = get_user_model().objects.in_bulk(named, field_name="email")
    assert [person.check_password(PASSWORD) for person in people.values()] == [True] * len(named)

    before = get_user_model().objects.count()
    call_command("setup_demo")
    assert get_user_model().objects.count() == before
