"""Each hostile file is refused with a sentence, or comes through without what made it hostile."""

import re
import subprocess
import sys
from collections import Counter
from itertools import islice
from zipfile import ZipFile

import pikepdf
import pytest
from django.core.exceptions import ValidationError

from portal.files import cleaner, names, storage
from portal.files.cleaning import child, contents
from portal.files.cleaning.refused import Refused
from portal.files.formats import FORMATS, Kind
from portal.files.intake import check
from portal.files.models import File
from tests.factories.files import make_file, upload
from tests.portal.files import corpus
from tests.portal.files.hostile import MARK

SENTENCE = re.compile(r"[A-ZÉ][^\n]+\.")
NOT_IN_A_PDF = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFile|XFA|OpenAction|AA|SubmitForm|ImportData|GoTo[RE]"
    rb"|RichMediaContent)\b|/S\s*/(Rendition|Movie|Sound)\b|" + MARK
)
MEMORY = 300 * 1024  # kB
TOLD = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from cleaning import child
child.main(*sys.argv[1:])
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.fixture(scope="module")
def everything():
    return corpus.every()


def test_there_are_many_and_each_is_another(everything):
    assert len(everything) >= 400
    assert len({one.label for one in everything}) == len(everything)


def test_they_are_the_same_each_time(everything):
    locked = {"pdf: locked", "pdf: restricted"}  # with a key by chance
    again = {one.label: one.content for one in corpus.every()}

    assert {one.label for one in everything if one.content != again[one.label]} == locked


def test_each_is_refused_or_comes_through_clean(everything, tmp_path):
    wrong, outcomes = {}, Counter()
    for one in everything:
        if not one.heavy:
            outcome, found = judge(one, tmp_path)
            outcomes[outcome] += 1
            if found or (one.refused is not None and one.refused != (outcome == "refused")):
                wrong[one.label] = outcome, found

    assert wrong == {}
    assert outcomes["refused"] > 400
    assert outcomes["taken"] > 100


def test_what_is_heavy_stays_within_300_megabytes(everything, tmp_path):
    heavy = [one for one in everything if one.heavy]
    told = {one.label: memory_of(one, tmp_path) for one in heavy}

    assert len(told) == 8
    assert {label: memory for label, memory in told.items() if memory >= MEMORY} == {}
    assert max(told.values()) > MEMORY / 2  # the control: some of it does ask for much


def test_some_of_every_kind_go_the_whole_way(everything, files_root):
    outcomes = Counter(outcome_of_upload(one) for one in islice(everything, 0, None, 50))

    assert set(outcomes) == {"refused", "taken"}
    assert File.objects.count() == outcomes["taken"]


@pytest.mark.parametrize("name", corpus.NAMES)
def test_a_misleading_name_becomes_a_plain_one(name):
    clean = names.clean(name, "webp")

    assert re.fullmatch(r"[\w'`~$()@\[\]{}+,^! \u0301-]{1,100}\.webp", clean), clean
    assert not re.match(r"(con|nul|aux|prn|com\d|lpt\d)\.", clean, re.IGNORECASE)


def test_the_judge_finds_what_is_left(everything, tmp_path):
    # The control: a cleaner that lets all through would be seen.
    one = next(one for one in everything if one.label == "pdf: a script when opened")
    (tmp_path / "clean").write_bytes(one.content)

    assert left_in(tmp_path, "pdf") != []


def judge(one, folder):
    """("refused" or "taken", what is wrong about it), in this process."""
    given = upload("x", one.content)
    given.name = one.name
    try:
        extension = check(given)
        (folder / "given").write_bytes(one.content)
        contents.check(folder / "given", extension)
    except (ValidationError, Refused) as refused:
        return "refused", unclear(*getattr(refused, "messages", [str(refused)]))
    report = child.clean(folder, extension)
    if "refused" in report:
        return "refused", unclear(report["refused"])
    return "taken", left_in(folder, extension)


def unclear(message):
    return [] if SENTENCE.fullmatch(message) else [message]


def left_in(folder, extension):
    if extension == "pdf":
        return [found.group() for found in NOT_IN_A_PDF.finditer(spelled_out(folder))]
    if FORMATS[extension].kind == Kind.IMAGE:
        return [name for name in ("clean", "small") if MARK in (folder / name).read_bytes()]
    with ZipFile(folder / "clean") as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
        return [name for name in parts if MARK in parts[name]] + [packed.comment] * bool(
            packed.comment
        )


def spelled_out(folder):
    with pikepdf.open(folder / "clean") as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                thing.write(thing.read_bytes())
        pdf.save(folder / "told", qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return (folder / "told").read_bytes()


def memory_of(one, folder):
    """The most that the process held, in kB; it must have lived to tell."""
    (folder / "given").write_bytes(one.content)
    command = [sys.executable, "-I", "-c", TOLD, str(cleaner.HERE), str(folder), one.extension]
    answer = subprocess.run(command, capture_output=True, check=True, text=True)
    return int(answer.stdout.rpartition("}")[2])


def outcome_of_upload(one):
    try:
        file = make_file(one.name, one.content)
    except ValidationError:
        return "refused"
    assert all(path.stat().st_size for path in storage.paths_of(file))
    return "taken"
