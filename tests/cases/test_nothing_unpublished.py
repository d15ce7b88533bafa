"""Whatever writers and editors do, in whatever order: nobody else reads an unpublished word.

The story keeps beside the database which words the public may read: see tests/cases/story.py.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from cases import reading
from cases.actions import saving, words
from cases.models import CaseStudy, Version
from cases.models.case_study import CaseStudyQuerySet
from cases.models.version import VersionQuerySet
from tests.cases.story import NOT_SEARCHED, Story

OPEN = [
    *("/", "/praktijkvoorbeelden/", "/zoeken/", "/themas/", "/organisaties/", "/sitemap.xml"),
    *("/organisaties/soest/", "/themas/leren/", "/themas/leren/nieuw.atom", "/instrumenten/kring/"),
    *("/praktijkvoorbeelden/nieuw.atom", "/publicaties/bundel/", "/reeksen/reeks/"),
]
FOR_MEMBERS = ["/mijn/", "/mijn/praktijkvoorbeelden/", "/mijn/aanbevolen/", "/redactie/"]
CLOSED = ["concept/", "versies/", "opmerkingen/", "toestemming/", "bewerken/kort/"]
CLOSED += ["bewerken/verhaal/", "bewerken/mensen/", "bewerken/beeld/", "bewerken/indienen/"]


class Watched(Story):
    @invariant()
    def others_read_what_is_published_and_nothing_else(self):
        """Visitor and member take turns, a step each: a page takes as long as a step."""
        viewer = next(self.turns)
        more = FOR_MEMBERS if viewer == self.member else []
        pages = {path: viewer.get(path) for path in [*OPEN, *more, *self.own_pages()]}
        texts = {path: answer.content.decode() for path, answer in pages.items()}
        readable = self.readable().values()
        secret = [word for word in self.words.all if word not in readable]
        assert [(path, word) for path in texts for word in secret if word in texts[path]] == []
        assert [path for path in self.closed_pages() if pages[path].status_code == 200] == []
        for path in self.public_pages() if readable else []:
            assert [word for word in readable if word not in texts[path]] == []

    @invariant()
    def what_was_written_last_is_found_once_published(self):
        if not self.case or not self.words.all:
            return
        word = self.words.all[-1]
        block = next((name for name, here in self.readable().items() if here == word), "")
        is_found = bool(block) and block not in NOT_SEARCHED and word not in self.files
        for path in (f"/zoeken/?q={word}", f"/praktijkvoorbeelden/?q={word}"):
            answer = self.visitor.get(path).content.decode()
            assert (f'"{self.address()}"' in answer) is is_found, (path, block)

    @invariant()
    def files_are_read_with_what_they_stand_in(self):
        for word, file in self.files.items():
            expected = 200 if word in self.readable().values() else 404
            assert self.visitor.get(file.get_absolute_url()).status_code == expected

    def address(self):
        return self.fresh().get_absolute_url()

    def public_pages(self):
        return [self.address(), f"{self.address()}gegevens.json"]

    def closed_pages(self):
        if not self.case:
            return []
        versions = Version.objects.filter(case=self.case).values_list("pk", flat=True)
        review_pages = (f"/redactie/{pk}/" for pk in versions)
        return [f"{self.address()}{path}" for path in CLOSED] + list(review_pages)

    def own_pages(self):
        neighbour = self.neighbour.get_absolute_url()
        return [neighbour, *(self.public_pages() if self.case else []), *self.closed_pages()]


Watched.TestCase.settings = settings(
    max_examples=6,
    stateful_step_count=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_no_history_shows_an_unpublished_word():
    run_state_machine_as_test(Watched)


# The control: a portal that was broken on purpose is found out by the same machine.


def page_reads_the_work(monkeypatch):
    page_of = reading.page_of
    monkeypatch.setattr(reading, "page_of", lambda case, text: page_of(case, case.work() or text))


def archived_is_listed(monkeypatch):
    def published(cases):
        return cases.filter(published_at__isnull=False)

    monkeypatch.setattr(CaseStudyQuerySet, "published", published)


def history_is_for_all_who_sign_in(monkeypatch):
    def visible_to(versions, user):
        return versions if user.is_authenticated else versions.none()

    monkeypatch.setattr(VersionQuerySet, "visible_to", visible_to)
    monkeypatch.setattr(CaseStudyQuerySet, "tended_by", lambda cases, user: cases)


def words_of_a_concept_are_searched(monkeypatch):
    save = saving.save

    def save_and_find(case, *asked, **about):
        saved = save(case, *asked, **about)
        CaseStudy.objects.filter(pk=case.pk).exclude(published=None).update(
            **words.found_by(case.work())
        )
        return saved

    monkeypatch.setattr(saving, "save", save_and_find)


def writes(story):
    story.write("approach")


def archives(story):
    story.archive()


BROKEN = [
    (page_reads_the_work, writes),
    (history_is_for_all_who_sign_in, writes),
    (words_of_a_concept_are_searched, writes),
    (archived_is_listed, archives),
]


@pytest.mark.parametrize(("broken", "happens"), BROKEN)
def test_a_portal_that_tells_is_found_out(monkeypatch, broken, happens):
    broken(monkeypatch)
    story = Watched()
    story.begin(is_published=True)
    happens(story)

    with pytest.raises(AssertionError):
        look_twice(story)
    story.teardown()


def look_twice(story):
    """As the visitor and as the member."""
    for _ in range(2):
        story.others_read_what_is_published_and_nothing_else()
        story.what_was_written_last_is_found_once_published()


def test_a_portal_that_is_whole_is_not():
    story = Watched()
    story.begin(is_published=True)
    for happens in (writes, archives):
        happens(story)
        look_twice(story)
    story.teardown()


def test_the_title_it_began_with_is_told_nowhere():
    story = Watched()
    story.begin(is_published=False)
    story.write("title")
    story.all_steps_to_the_public()
    look_twice(story)
    story.teardown()
