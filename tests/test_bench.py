import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection

from bench import seeding
from bench.databases import VOCABULARY
from bench.jobs import JOBS
from cases.actions.words import refresh_words
from cases.models import CaseStudy
from communities.models import Meetup
from portal.mail.models import Mail
from portal.runtime.place import ROOT

SIZE = 30


@pytest.mark.processes
def test_every_job_measures_thirty_rows(tmp_path):
    note = tmp_path / "README.md"
    told = ["--sizes", str(SIZE), "--pairs", "1", "--note", note, "--kept", tmp_path / "kept.json"]

    subprocess.run([sys.executable, "-m", "bench", *told], check=True, cwd=ROOT)

    tables = note.read_text().split("\n## ")[1:]
    assert len(tables) == len(JOBS) + 2  # search has two, and what misses its bar comes last


@pytest.fixture
def server():
    """The connection of this test, with municipalities and themes to draw from."""
    for name in VOCABULARY:
        call_command(name, verbosity=0)
    return connection.connection


def test_cases_are_found_as_if_they_were_published(server):
    seeding.cases(server, SIZE)
    found_by = CaseStudy.objects.published().order_by("pk").values_list("pk", "words", "facets")
    made = list(found_by)

    refresh_words(CaseStudy.objects.all())

    assert len(made) == SIZE
    assert made == list(found_by.all())


def test_a_tenth_of_the_mail_waits_and_some_is_due(server):
    seeding.participations(server, SIZE)

    assert Mail.objects.due(seeding.NOW).count() == 3
    assert Mail.objects.open().count() == 6
    assert sum(meetup.taken for meetup in Meetup.objects.all()) == SIZE
