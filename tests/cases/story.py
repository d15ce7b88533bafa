"""The story of one case: what its writers and editors do to it, by chance, and what follows.

Each text holds a word of its own.
"""

from datetime import timedelta
from decimal import Decimal
from itertools import cycle
from random import Random
from uuid import UUID

from django.db import transaction
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from cases.actions import (
    archiving,
    consenting,
    deleting,
    media,
    planning,
    remarks,
    restoring,
    review,
    saving,
    writing,
)
from cases.actions.blocks import BLOCKS, mark_of
from cases.actions.saving import Typed
from cases.models import CaseStudy, Image, Publication, Section, Series, State, StepRefusedError
from tests.factories.cases import NOW, make_case, make_instrument
from tests.factories.files import make_file
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor, make_user
from tests.factories.themes import make_theme

DAY = timedelta(days=1)
STEPS = {
    "hand_in": ({State.CONCEPT, State.CHANGES_REQUESTED}, State.SUBMITTED),
    "withdraw": ({State.SUBMITTED, State.REJECTED}, State.CONCEPT),
    "take": ({State.SUBMITTED}, State.IN_REVIEW),
    "request_changes": ({State.IN_REVIEW}, State.CHANGES_REQUESTED),
    "reject": ({State.IN_REVIEW}, State.REJECTED),
    "publish": ({State.IN_REVIEW}, State.PUBLISHED),
}
KEYS = {name: UUID(int=number) for number, name in enumerate(BLOCKS)}
TYPED = {
    "title": lambda word: {"title": f"Samen {word}"},
    "summary": lambda word: {"summary": word},
    "facts": lambda word: {
        **{"year": 2024, "period": "", "sector": "", "source_kind": "boek"},
        "source_detail": word,
    },
    "factors": lambda word: {"kind": "tip", "text": word},
    "figures": lambda word: {
        **{"kind": "number", "name": word, "unit": "", "qualifier": "", "note": ""},
        **{"year": None, "on": None},
        "values": [{"label": "", "year": None, "value": Decimal(3)}],
    },
    "quotes": lambda word: {"text": word, "person": "", "function": "", "is_pull_quote": False},
    "people": lambda word: {
        **{"role": "interviewee", "name": word, "function": "", "organisation": ""},
        **{"had_function_then": False, "subject": "", "email": ""},
    },
    "partners": lambda word: {
        **{"name": word, "part": "", "organisation_id": None, "is_commercial": None}
    },
    "recognitions": lambda word: {"name": word, "given_by": "", "year": None},
    "references": lambda word: {"text": word},
    "links": lambda word: {"label": word, "url": "https://voorbeeld.nl"},
} | {kind.value: lambda word: {"body": f"<p>{word}</p>"} for kind in Section.Kind}
NOT_SEARCHED = {"facts", "links"}


def typed(block, word, version):
    """``word`` in a block, laid over what stands there; rows keep their key."""
    content = TYPED[block](word)
    base = BLOCKS[block].read(version)
    if "rows" in base:
        content = {"rows": [{"key": KEYS[block], **content}]}
    return Typed(block, content, mark_of(base))


class Words:
    """Words that look like nothing else, and by no letter like one another."""

    def __init__(self):
        self.chance, self.all = Random(5), []

    def new(self):
        letters = (
            self.chance.choice("bdfgklmnprstvz") + self.chance.choice("aeiou") for _ in "12345"
        )
        self.all.append(f"q{''.join(letters)}x")
        return self.all[-1]


class Story(RuleBasedStateMachine):
    """``public`` and ``work`` say by block which word stands there, ``old`` by version."""

    @initialize(is_published=st.booleans())
    def begin(self, is_published):
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now, self.words = NOW, Words()
        self.case = self.work = self.state = self.planned = None
        self.public, self.old, self.files, self.is_archived = {}, {}, {}, False
        self.people()
        self.surroundings()
        self.start()
        if is_published:
            self.all_steps_to_the_public()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def people(self):
        self.writer = make_organisation_editor(make_municipality("Soest"))
        self.editor = make_editor()
        self.visitor, self.member = Client(), Client()
        self.member.force_login(make_user(organisation=make_municipality("Vaals")))
        self.turns = cycle([self.visitor, self.member])

    def surroundings(self):
        """What could show it: a neighbour with its theme, a series, a publication, a method."""
        self.theme = make_theme("Leren")
        baarn = make_municipality("Baarn")
        self.neighbour = make_case("Buren", organisations=[baarn], themes=[self.theme])
        self.instrument = make_instrument("Kring", cases=[self.neighbour])
        self.publication = Publication.objects.create(title="Bundel", slug="bundel", year=2024)
        self.series = Series.objects.create(title="Reeks", slug="reeks")

    # What people do.

    @precondition(lambda self: self.case is None)
    @rule()
    def start(self):
        word = self.words.new()
        text = writing.Text(fields={"title": f"Samen {word}"}, themes=[self.theme])
        version = writing.start([self.writer.organisation], by=self.writer, now=self.now, text=text)
        self.case, self.work, self.state = version.case, {"title": word}, State.CONCEPT
        self.public, self.old, self.is_archived = {}, {}, False
        self.instrument.cases.add(self.case)
        self.neighbour.inspirations.create(organisation=self.writer.organisation, source=self.case)

    @precondition(lambda self: self.case and not self.is_archived)
    @rule(block=st.sampled_from(sorted(TYPED)))
    def write(self, block):
        word = self.words.new()
        version = self.case.work() or CaseStudy.objects.get(pk=self.case.pk).published
        asked = [self.case, [typed(block, word, version)]]
        if self.done(saving.save, *asked, by=self.writer, now=self.now, page=None):
            self.begins_next()[block] = word

    @precondition(lambda self: self.case and not self.is_archived)
    @rule()
    def add_a_picture(self):
        word, file = self.words.new(), make_file(by=self.writer)
        about = {"alt_text": word, "file": file, "by": self.writer, "now": self.now}
        if self.done(media.add, self.case, Image, **about):
            self.begins_next()[f"picture {word}"] = word
            self.files[word] = file

    @precondition(lambda self: self.case)
    @rule()
    def type_something_wrong(self):
        data = {"title-title": [self.words.new()]}
        saving.keep_unsaved(self.case, "kort", data, by=self.writer, now=self.now)

    @precondition(lambda self: self.state)
    @rule(name=st.sampled_from(sorted(STEPS)))
    def step(self, name):
        self.step_taken(name)

    @precondition(lambda self: self.state)
    @rule()
    def all_steps_to_the_public(self):
        for name in ("withdraw", "hand_in", "take", "publish"):
            if self.state in STEPS[name][0] and (name, self.state) != ("withdraw", "submitted"):
                self.step_taken(name)

    @precondition(lambda self: self.state == State.IN_REVIEW)
    @rule()
    def plan(self):
        planning.plan(self.case.work(), at=self.now + DAY, by=self.editor)
        self.planned = self.now + DAY

    @rule()
    def two_days_pass(self):
        self.now += 2 * DAY
        due = planning.due(self.now)
        assert bool(due) == bool(self.planned)
        for pk in due:
            planning.publish_planned(pk, now=self.now)
            self.comes_to(State.PUBLISHED)

    @precondition(lambda self: self.state)
    @rule()
    def remark(self):
        about = {"by": self.editor, "now": self.now, "text": self.words.new()}
        self.done(remarks.remark, self.case.work(), place="general", **about)
        if found := self.case.work().remarks.first():
            about = {"by": self.writer, "now": self.now, "text": self.words.new()}
            self.done(remarks.answer, found, **about)

    @precondition(lambda self: self.public and not self.is_archived)
    @rule()
    def archive(self):
        archiving.archive(self.fresh(), now=self.now, reason=self.words.new())
        self.is_archived = True

    @precondition(lambda self: self.is_archived)
    @rule()
    def bring_back(self):
        archiving.bring_back(self.fresh())
        self.is_archived = False

    @precondition(lambda self: self.old and not self.is_archived)
    @rule(data=st.data())
    def restore(self, data):
        number = data.draw(st.sampled_from(sorted(self.old)))
        version = self.case.versions.get(number=number)
        done = self.done(restoring.restore, version, by=self.writer, now=self.now)
        assert done == (self.work is None)
        if done:
            self.work, self.state = dict(self.old[number]), State.CONCEPT

    @precondition(lambda self: self.case)
    @rule(block=st.sampled_from(["quotes", "people"]))
    def withdraw_consent(self, block):
        consenting.withdraw(self.case, KEYS[block], by=self.writer, now=self.now)
        for told in (self.public, self.work or {}, *self.old.values()):
            told.pop(block, None)

    @precondition(lambda self: self.state == State.CONCEPT)
    @rule()
    def delete(self):
        deleting.delete_concept(self.case.work())
        self.work = self.state = None
        self.case = self.case if self.public else None

    # What follows from it.

    def step_taken(self, name):
        """Taken, or refused when the workflow does not have it from here."""
        told = {"reason": self.words.new()} if name in ("request_changes", "reject") else {}
        states, to = STEPS[name]
        by = self.writer if name in ("hand_in", "withdraw") else self.editor
        is_done = self.done(getattr(review, name), self.case.work(), by=by, now=self.now, **told)
        assert is_done == (self.state in states)
        if is_done:
            self.comes_to(to)

    def done(self, action, *asked, **about):
        """Whether it was not refused."""
        try:
            action(*asked, **about)
        except StepRefusedError:
            return False
        return True

    def begins_next(self):
        if self.work is None:
            self.work, self.state = dict(self.public), State.CONCEPT
        return self.work

    def comes_to(self, state):
        self.state, self.planned = state, None
        if state != State.PUBLISHED:
            return
        if not self.public:
            self.publication.parts.create(position=1, kind="case", case=self.case)
            self.series.parts.create(position=1, case=self.case)
        self.public, self.work, self.state = self.work, None, None
        self.old[self.fresh().published.number] = self.public

    def fresh(self):
        self.case = CaseStudy.objects.select_related("published").get(pk=self.case.pk)
        return self.case

    def readable(self):
        """The words that everybody may read, by their block."""
        return {} if self.is_archived else self.public
