"""The history that Postgres kept of a case: who did what and when, and no words of the story."""

from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db.models import Case, CharField, F, TextField, Value, When
from django.db.models.functions import Cast, Concat

from portal.accounts.models import User

from .models import CaseStudy, Consent, Ownership, Place, Remark, Section, State, Version
from .models.contents import PARTS

BY_CASE = (Version, Ownership, Consent)
BY_VERSION = (*PARTS.values(), Remark)
DONE = {"insert": "toegevoegd", "update": "gewijzigd", "delete": "weggehaald"}
ARCHIVED, PUBLISHED = "archived", "published"


@dataclass(frozen=True)
class Line:
    """Something that was done, and how often at a stretch."""

    what: str
    who: User | None
    at: object
    times: int


def of_case(pk):
    """All events of a case, also when it is not there any more, the latest first."""
    versions = _events(Version).filter(case=pk).values("pgh_obj")
    found = [_told(CaseStudy, pgh_obj=pk)]
    found += [_told(model, case=pk) for model in BY_CASE]
    found += [_told(model, version__in=versions) for model in BY_VERSION]
    return found[0].union(*found[1:], all=True).order_by("-pgh_created_at", "model", "-pgh_id")


def deleted_cases():
    """When cases were deleted, and by whom; nothing else is known of them."""
    return _events(CaseStudy).filter(pgh_label="delete").order_by("-pgh_created_at")


def lines_of(events):
    """Events as lines in plain Dutch; what one person did again and again is one line."""
    people = people_of(events)
    told = [(_sentence(event), people.get(_user(event)), event) for event in events]
    return [
        Line(what, who, group[0][2]["pgh_created_at"], len(group))
        for (what, who), group in _stretches(told)
    ]


def people_of(events):
    return User.objects.in_bulk({_user(event) for event in events} - {None})


def _stretches(told):
    return [(key, list(group)) for key, group in groupby(told, key=lambda one: one[:2])]


def _events(model):
    return apps.get_model("cases", f"{model.__name__}Event").objects


def _told(model, **which):
    """The events of one model in the columns that all have."""
    return (
        _events(model)
        .filter(**which)
        .annotate(model=Value(model.__name__, CharField()), detail=_detail(model))
        .values("pgh_id", "pgh_label", "pgh_created_at", "pgh_context", "model", "detail")
    )


def _detail(model):
    details = {
        CaseStudy: Case(
            When(archived_at__isnull=False, then=Concat(Value(f"{ARCHIVED} "), "archive_reason")),
            When(published__isnull=False, then=Value(PUBLISHED)),
            default=Value(""),
            output_field=TextField(),
        ),
        Version: Concat(Cast("number", TextField()), Value(" "), "state"),
        Section: F("kind"),
        Remark: F("place"),
    }
    return Cast(details.get(model, Value("")), TextField())


def _user(event):
    return (event["pgh_context"] or {}).get("user")


def _sentence(event):
    """«Onderdeel Aanpak gewijzigd», «Versie 2 gewijzigd: ingediend»."""
    model, detail = apps.get_model("cases", event["model"]), event["detail"]
    name, done = model._meta.verbose_name.capitalize(), DONE[event["pgh_label"]]
    if model is Version:
        number, state = detail.split()
        return f"{name} {number} {done}: {State(state).label}"
    if model is CaseStudy:
        return f"{name} {done}{_state_of_case(detail)}"
    labels = {Section: Section.Kind, Remark: Place}.get(model)
    return f"{name} {labels(detail).label} {done}" if labels else f"{name} {done}"


def _state_of_case(detail):
    if detail.startswith(ARCHIVED):
        return f": gearchiveerd ({detail.removeprefix(ARCHIVED).strip()})"
    return ": staat online" if detail == PUBLISHED else ""
