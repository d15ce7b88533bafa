"""Six colleagues write in one case at once, each in a chapter; their pages save by themselves."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from bench.asking import PAIRS, Visitor, milliseconds
from bench.results import Result

from .joining import headers_of

SAVINGS = 50  # of each page
WORDS = "<p>" + "Wij schreven hier een alinea over wat het ons leerde. " * 12 + "keer {}</p>"
BAR = 50  # a second


def measure(stage, sizes):
    size = max(sizes)
    times = max(2, SAVINGS * stage.pairs // PAIRS)
    with stage.site("cases", size, to_change=True) as (address, _):
        case, writers = make_case()
        pages = [Page(address, case, kind, user) for kind, user in writers.items()]
        with ThreadPoolExecutor(len(pages)) as pool:
            took = milliseconds(lambda: list(pool.map(lambda page: page.write(times), pages)))
        check(case, times)
    a_second = 1000 * times * len(pages) / took
    told = f"{a_second:.0f}/s, nothing lost"  # or check would have failed
    bar = {"bar": f"≥ {BAR}/s", "holds": a_second >= BAR}
    yield Result("save", f"{len(pages)} pages of one case", size, told, **bar)


class Page:
    """The open page of a chapter, that posts what stands in it."""

    def __init__(self, address, case, kind, user):
        from cases.actions.blocks import mark_of

        self.kind, self.base = kind, mark_of({"body": ""})
        self.path = f"/praktijkvoorbeelden/{case.slug}/bewerken/verhaal/"
        form = {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        self.visitor = Visitor(address, headers_of(user) | form)

    def write(self, times):
        from cases.actions.blocks import mark_of
        from portal.ui.richtext import clean

        for number in range(times):
            text = WORDS.format(number)
            typed = {f"{self.kind}-body": text, f"{self.kind}-body-as": "html"}
            answer = self.visitor.ask(
                self.path,
                method="POST",
                body=urlencode(typed | {f"basis-{self.kind}": self.base}),
            )
            if b"data-is-saved" not in answer:
                raise AssertionError(f"Not saved: {answer.decode()}")
            self.base = mark_of({"body": clean(text)})


def make_case():
    """A case of an organisation, and a colleague for each of its chapters."""
    from django.utils import timezone

    from cases.actions import writing
    from cases.models import Section
    from portal.accounts.models import User
    from portal.organisations.models import Organisation

    organisation, now = Organisation.objects.order_by("pk").first(), timezone.now()
    writers = {
        kind.value: User.objects.create(
            email=f"{kind.value}@bench.example", name=kind.label, organisation=organisation
        )
        for kind in Section.Kind
    }
    text = writing.Text(fields={"title": "Samen schrijven"})
    return writing.start([organisation], by=None, now=now, text=text).case, writers


def check(case, times):
    """Fails when a chapter holds something else than what was saved in it last."""
    from cases.models import Section

    bodies = Section.objects.filter(version__case=case).values_list("body", flat=True)
    last = [body for body in bodies if body.endswith(f"keer {times - 1}</p>")]
    if len(last) != len(Section.Kind):
        raise AssertionError(f"{len(last)} chapters hold what was saved in them last")
