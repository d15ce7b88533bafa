"""What stands in several apps at once, each as one statement: a UNION over their sources."""

from collections import Counter, defaultdict

from django.db.models import Count, Value, Window

from .rows import as_rows
from .sources import all_sources

SHOWN = 24  # of each kind on the page of a theme or an organisation


def newest(user, *, kind, limit):
    """The last ones of a kind that were published, newest first."""
    rows = (source.rows(source.published(user)) for source in all_sources() if source.kind == kind)
    return as_rows(_mix(rows, "-row_published_at", "row_title")[:limit])


def upcoming(user, *, now, where=None):
    """What is still to come or going on, soonest first; ``where`` narrows each source's things."""
    return _dated(user, [("ends_at", "gt", now)], where)


def starting(user, *, since, until, where=None):
    """What starts in this stretch of time, soonest first; over or not."""
    return _dated(user, [("starts_at", "gte", since), ("starts_at", "lt", until)], where)


def of_theme(user, theme):
    """What carries the theme, the newest of each kind."""
    return _carried(user, "theme", [theme.pk])


def of_organisations(user, organisations):
    """What these did (a municipality and those that went on in it), the newest of each kind."""
    return _carried(user, "organisation", [organisation.pk for organisation in organisations])


def organisations_of(user, theme):
    """Primary keys of the organisations that share something on the theme; a host does not."""
    rows = (
        source.of("theme", [theme.pk], source.published(user))
        .filter(**{f"{source.organisation}__isnull": False})
        .values_list(source.organisation)
        for source in _sources_with("theme")
        if source.organisation and not source.is_dated
    )
    return {key for (key,) in _union(rows)}


def numbers_of_themes(user):
    """{primary key of a theme: how many things carry it}."""
    return _numbers(user, "theme", _sources_with("theme"))


def numbers_of_organisations(user):
    """{primary key of an organisation: how many things it shared}; to host is not to share."""
    shared = [source for source in _sources_with("organisation") if not source.is_dated]
    return _numbers(user, "organisation", shared)


def numbers_of_places(user):
    """{primary key of an organisation: {kind: how many}}: what it shares, asks, gives and hosts."""
    rows = []
    for source in _sources_with("organisation"):
        things = source.published(user).filter(**{f"{source.organisation}__isnull": False})
        if source.cancelled_at:
            things = things.filter(**{source.cancelled_at: None})
        keys = things.values_list(source.organisation, Value(source.kind))
        rows.append(keys.annotate(row_number=Count("pk", distinct=True)))
    numbers = defaultdict(dict)
    for key, kind, number in _union(rows):
        numbers[key][kind] = number
    return numbers


def totals(user):
    """{kind: how many things were published}, for kinds of which there is something."""
    sources = _sources_with("published_at")
    rows = (
        source.published(user).values_list(Value(source.kind)).annotate(number=Count("pk"))
        for source in sources
    )
    numbers = dict(_union(rows))
    return {source.kind: numbers[source.kind] for source in sources if numbers[source.kind]}


def _dated(user, bounds, where):
    rows = []
    for source in _sources_with("starts_at"):
        lookups = {f"{getattr(source, name)}__{than}": moment for name, than, moment in bounds}
        things = source.published(user).filter(**lookups)
        rows.append(source.rows(where(source, things) if where else things))
    return _mix(rows, "row_starts_at", "row_title")


def _carried(user, path, keys):
    rows = []
    for source in _sources_with(path):
        found = source.rows(source.of(path, keys, source.published(user)))
        newest = "-row_starts_at" if source.is_dated else "-row_published_at"
        found = found.annotate(row_total=Window(Count("*"))).order_by(newest, "row_title")
        rows.append(found[:SHOWN])
    return as_rows(_mix(rows, "-row_published_at", "row_title"))


def _numbers(user, path, sources):
    rows = []
    for source in sources:
        lookup = getattr(source, path)
        keys = source.published(user).filter(**{f"{lookup}__isnull": False}).values_list(lookup)
        rows.append(keys.annotate(row_number=Count("pk", distinct=True)))
    numbers = Counter()
    for key, number in _union(rows):
        numbers[key] += number
    return dict(numbers)


def _sources_with(path):
    return [source for source in all_sources() if getattr(source, path)]


def _mix(rows, *order):
    return _union(rows).order_by(*order)


def _union(rows):
    first, *rest = rows
    return first.union(*rest, all=True)
