import os
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from portal.files import removing, storage, sweeping, tasks
from portal.files.models import File
from portal.gatherings.clock import AMSTERDAM
from portal.mail.models import NightlyCheck
from tests.factories.files import make_file

NIGHT = datetime(2026, 11, 3, 3, tzinfo=AMSTERDAM)
LONG_AGO = NIGHT - timedelta(days=8)


@pytest.fixture
def attachment():
    """A part's own model that refers to files, as long as the test takes."""

    class Attachment(models.Model):  # noqa: DJ008 - never shown
        file = models.ForeignKey(File, models.PROTECT, related_name="+")
        more = models.ManyToManyField(File, related_name="+")

        class Meta:
            app_label = "files"

    with connection.schema_editor() as editor:
        editor.create_model(Attachment)
    yield Attachment
    for name in ("attachment", "attachment_more"):
        del apps.all_models["files"][name]
    apps.clear_cache()


def write(name, *, days=0):
    """Bytes under that name, written so many days before the night."""
    path = storage.path_of(uuid4()).with_name(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    age(path, days)
    return path


def age(path, days):
    moment = (NIGHT - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))


def test_all_in_order_is_nothing_to_tell(attachment):
    file = make_file(now=NIGHT)

    assert sweeping.sweep(NIGHT) == []
    assert all(path.exists() for path in storage.paths_of(file))


def test_bytes_without_a_row_go_after_a_day():
    kept, gone = make_file(now=NIGHT), make_file(now=NIGHT)
    File.objects.filter(pk=gone.pk).delete()
    fresh = write(uuid4().hex)
    unfinished, strange = write(f"{uuid4().hex}.new", days=2), write("vreemd", days=2)
    for path in [*storage.paths_of(kept), *storage.paths_of(gone)]:
        age(path, days=2)

    assert sweeping.sweep(NIGHT) == []

    assert all(path.exists() for path in [*storage.paths_of(kept), fresh])
    assert not any(path.exists() for path in [*storage.paths_of(gone), unfinished, strange])


def test_a_row_without_bytes_is_told(attachment):
    lost, half, refused = (make_file(now=NIGHT) for _ in range(3))
    storage.remove(lost.key)
    storage.path_of(half.key, storage.SMALL).unlink()
    storage.remove(refused.key)
    File.objects.filter(pk=refused.pk).update(state=File.State.REFUSED)

    assert sorted(sweeping.sweep(NIGHT)) == sorted(
        f"Van bestand {file.key} ({file.name}) ontbreken de bytes." for file in (lost, half)
    )


def test_what_no_part_uses_goes_after_a_week(attachment, django_capture_on_commit_callbacks):
    fresh = make_file(now=NIGHT)
    used, also_used, unused = (make_file(now=LONG_AGO) for _ in range(3))
    attachment.objects.create(file=used).more.add(also_used)

    with django_capture_on_commit_callbacks(execute=True):
        sweeping.remove_unused(NIGHT)

    assert set(File.objects.all()) == {fresh, used, also_used}
    assert not storage.path_of(unused.key).exists()


def test_a_file_that_came_in_use_this_very_moment_stays(attachment, monkeypatch):
    file = make_file(now=LONG_AGO)
    attachment.objects.create(file=file)
    monkeypatch.setattr(File, "references", classmethod(lambda cls: []))

    sweeping.remove_unused(NIGHT)

    assert File.objects.get() == file


def test_bytes_go_when_it_is_sure_that_the_row_does(django_capture_on_commit_callbacks):
    file = make_file()
    with transaction.atomic():
        removing.remove(file)
        transaction.set_rollback(True)
    kept = File.objects.get()

    assert storage.path_of(kept.key).exists()
    with django_capture_on_commit_callbacks(execute=True):
        removing.remove(kept)
        assert storage.path_of(kept.key).exists()
    assert not any(path.exists() for path in storage.paths_of(kept))


def test_it_happens_once_a_night_and_is_noted(caplog):
    file = make_file(now=NIGHT)
    storage.remove(file.key)

    for moment in (NIGHT - timedelta(hours=2), NIGHT, NIGHT + timedelta(hours=1)):
        sweeping.tonight(now=moment)

    noted = NightlyCheck.objects.get(name=sweeping.NAME)
    assert (noted.night, noted.done_at) == (NIGHT.date(), NIGHT)
    assert noted.findings == [f"Van bestand {file.key} (grafiek.webp) ontbreken de bytes."]
    assert caplog.messages == [f"Sweep: {noted.findings[0]}"]


def test_the_task_asks_the_clock_of_the_database():
    tasks.sweep_at_night()

    assert NightlyCheck.objects.count() <= 1
