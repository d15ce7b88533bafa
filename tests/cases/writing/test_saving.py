"""Blocks as they are read, typed and saved; two at once lose nothing."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from django.db import close_old_connections, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.actions import saving
from cases.actions.blocks import BLOCKS, mark_of
from cases.actions.saving import Typed
from cases.models import BlockSaving, Unsaved, Version
from tests.factories.cases import NOW, make_case, make_version
from tests.factories.people import make_user

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=40)


def typed(version, block, content):
    return Typed(block, content, mark_of(BLOCKS[block].read(version)))


def saved(case, *blocks, **about):
    return saving.save(case, list(blocks), **({"by": None, "now": NOW, "page": None} | about))


def body(text):
    return {"body": f"<p>{text}</p>"}


def test_what_nobody_changed_starts_no_version():
    case = make_case()

    answer = saved(case, typed(case.published, "title", {"title": case.published.title}))

    assert (answer.marks, answer.collided, Version.objects.count()) == ({}, [], 1)


def test_saving_says_who_and_when():
    version, writer = make_version(), make_user()

    answer = saved(version.case, typed(version, "context", body("Waarom")), by=writer)

    assert answer.marks == {"context": mark_of(body("Waarom"))}
    noted = BlockSaving.objects.get()
    assert (noted.block, noted.by, noted.at) == ("context", writer, NOW)


def test_an_older_page_overwrites_nothing():
    version = make_version()
    mine, theirs = (typed(version, "context", body(text)) for text in ("Mijn", "Hun"))
    saved(version.case, theirs)

    answer = saved(version.case, mine)

    assert (answer.marks, answer.collided) == ({}, ["context"])
    assert version.section_set.get().body == "<p>Hun</p>"


def test_nothing_left_to_keep_forgets_it():
    version, writer = make_version(), make_user()
    for data in ({"title-title": [""]}, {"title-title": ["x"]}):
        saving.keep_unsaved(version.case, "kort", data, by=writer, now=NOW)
    assert Unsaved.objects.get().data == {"title-title": ["x"]}

    saving.keep_unsaved(version.case, "kort", {}, by=writer, now=NOW)

    assert not Unsaved.objects.exists()


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(TEXT.filter(str.strip), max_size=4), kinds=st.data())
def test_rows_read_as_they_were_saved(db, texts, kinds):
    version = make_version()
    keys = [row["key"] for row in _factors(version, texts, kinds)]

    content = {"rows": _factors(version, texts, kinds, keys)}
    saved(version.case, typed(version, "factors", content))

    assert mark_of(BLOCKS["factors"].read(Version.objects.get(pk=version.pk))) == mark_of(content)


def _factors(version, texts, kinds, keys=None):
    keys = keys or [kinds.draw(st.uuids()) for _ in texts]
    kind = st.sampled_from(["angel", "bear", "success", "tip"])
    return [
        {"key": key, "kind": kinds.draw(kind), "text": text}
        for key, text in zip(keys, texts, strict=True)
    ]


class Page:
    """An open page that saves by itself, with a connection of its own."""

    def __init__(self, number, version, block):
        self.number, self.case, self.block = number, version.case, block
        self.base = mark_of(BLOCKS[block].read(version))
        self.accepted, self.collided = [], 0

    def write(self, times):
        for turn in range(times):
            content = body(f"Pagina {self.number}, keer {turn}")
            answer = saved(self.case, Typed(self.block, content, self.base))
            if answer.marks:
                self.accepted.append((self.base, answer.marks[self.block]))
            else:
                self.collided += 1
            stands = BLOCKS[self.block].read(Version.objects.get(case=self.case))
            self.base = mark_of(stands)
        close_old_connections()
        connection.close()


def write_at_once(pages, times):
    with ThreadPoolExecutor(len(pages)) as at_once:
        list(at_once.map(lambda page: page.write(times), pages))
    return [step for page in pages for step in page.accepted]


@pytest.mark.django_db(transaction=True)
def test_many_autosaves_of_one_case_lose_nothing():
    version = make_version()
    kinds = ["context", "approach", "result", "drawbacks"]
    own = [Page(number, version, kind) for number, kind in zip(count(), kinds)]
    shared = [Page(number, version, "conditions") for number in range(4, 8)]

    write_at_once(own + shared, times=40)

    for page in own:
        assert (len(page.accepted), page.collided) == (40, 0)
        assert BLOCKS[page.block].read(version) == body(f"Pagina {page.number}, keer 39")
    assert _lost(shared) == 0
    assert sum(len(page.accepted) + page.collided for page in shared) == 160


@pytest.mark.django_db(transaction=True)
def test_without_looking_at_what_stands_texts_are_lost(monkeypatch):
    monkeypatch.setattr(saving, "_fits", lambda typed, version, own: True)
    version = make_version()
    shared = [Page(number, version, "conditions") for number in range(4)]

    write_at_once(shared, times=40)

    assert _lost(shared) > 0


def _lost(pages):
    """How many texts were laid over one that nobody who wrote them had seen."""
    bases = [base for page in pages for base, _ in page.accepted]
    return len(bases) - len(set(bases))
