"""Published cases that look like one that is being written, before it is handed in."""

import re
from dataclasses import dataclass
from itertools import combinations

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db.models import Case, CharField, Func, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.text import capfirst

from portal.themes.models import Theme

from .models import CaseStudy, Instrument, NotDouble, Ownership, VersionTheme
from .models.contents import contents_of
from .owners import names_of_owners

SHOWN = 5
LOOKED_AT = 200  # of the cases for which a reason holds, the newest
MOST_WORDS = 10  # of title and summary
TOLD_WORDS = 4
STEM = 5  # letters by which two words are the same one
COMMON = {  # words that say nothing: those of the language, and those of this portal
    word
    for line in (
        "aan alle alles andere collega collegas daar deze dien door doch",
        "doen dus eens elkaar gaan geen gemeente gemeenten haar hebben heeft",
        "hier iedereen iemand iets jaar jullie kunnen leren maar manier meer",
        "medewerker medewerkers mensen moet naar niet niets nieuwe omdat onder onze",
        "over reeds samen tegen toch toen veel voor voorbeeld want waren",
        "werd werk werken wezen wilde worden wordt zelf zich zijn zonder",
        "zoals zodat",
    )
    for word in line.split()
}
# Each with how much it weighs; a province alone brings no case here.
FEWEST = {"words": 2}
REASONS = {
    "organisations": (4, "zelfde organisatie", "zelfde organisaties"),
    "instruments": (4, "zelfde instrument", "zelfde instrumenten"),
    "themes": (3, "zelfde thema", "zelfde thema's"),
    "words": (3, "zelfde woord", "zelfde woorden"),
    "provinces": (1, "zelfde provincie", "zelfde provincies"),
}


@dataclass(frozen=True)
class Similar:
    """A case that may tell the same, and in what."""

    case: CaseStudy
    reasons: list[str]

    @property
    def told(self):
        return capfirst("; ".join(self.reasons))


def similar_to(version):
    """At most five published cases that look like ``version``, the most alike first.

    Who hides its organisation is not compared by it, and nobody is compared with it by it.
    """
    contents = contents_of(version)
    words = words_of(version, contents)
    found = _found_by(contents, words)
    if not found:
        return []
    newest = _others(version).order_by("-published_at", "-pk")
    first, *rest = (newest.filter(reason).values("pk")[:LOOKED_AT] for reason in found)
    cases = CaseStudy.objects.filter(pk__in=first.union(*rest) if rest else first)
    cases = cases.select_related("published").annotate(
        organisation_names=names_of_owners(), **_in_common(contents, words)
    )
    alike = sum(_size_of(name) * Value(weight) for name, (weight, *_) in REASONS.items())
    best = cases.annotate(alike=alike).order_by("-alike", "-published_at", "-pk")
    return [Similar(case, _reasons(case)) for case in best[:SHOWN]]


def about(case, version):
    """What the page before handing in shows: what looks alike, and what was set aside."""
    aside = NotDouble.objects.filter(case=case, other__in=CaseStudy.objects.published())
    return {
        "similar": similar_to(version),
        "set_aside": aside.select_related("other__published").order_by("at", "pk"),
    }


def words_of(version, contents):
    """The words of title and summary that say what it is about, in their order."""
    names = " ".join(f"{owner.short_name} {owner.name}" for owner in contents.owners)
    without = COMMON | set(_split(names))
    words = {}
    for word in _split(f"{version.title} {version.summary}"):
        if len(word) > 3 and word not in without:
            words.setdefault(word[:STEM], word)
    return list(words.values())[:MOST_WORDS]


def _split(text):
    return re.findall(r"[^\W_]+", text.casefold())


def _others(version):
    """What everybody may read, but for itself and what somebody set aside for either of the two."""
    told = NotDouble.objects.filter(case=version.case_id).values("other")
    told_there = NotDouble.objects.filter(other=version.case_id).values("case")
    others = CaseStudy.objects.published().exclude(pk=version.case_id)
    return others.exclude(Q(pk__in=told) | Q(pk__in=told_there))


def _found_by(contents, words):
    """For each reason that can hold: the cases for which it does."""
    tags = VersionTheme.objects.filter(tag__in=contents.themes).values("content_object")
    used = Instrument.objects.filter(pk__in=[one.pk for one in contents.instruments])
    found = {
        "words": (len(words) > 1, Q(words=_two_of(words))),
        "themes": (contents.themes, Q(published__in=tags)),
        "organisations": (contents.owners, Q(shown_ownerships__organisation__in=contents.owners)),
        "instruments": (contents.instruments, Q(pk__in=used.values("cases"))),
    }
    return [reason for can_hold, reason in found.values() if can_hold]


def _two_of(words):
    """At least two of the words in title, organisation, summary or themes."""
    pairs = (f"('{one}':AB & '{other}':AB)" for one, other in combinations(words, 2))
    return _query(" | ".join(pairs))


def _query(raw):
    return SearchQuery(raw, config="dutch", search_type="raw")


def _in_common(contents, words):
    """The names of what a case shares, by reason."""
    of_case = Ownership.objects.shown().filter(case=OuterRef("pk"))
    provinces = [owner.province_id for owner in contents.owners if owner.province_id]
    near = of_case.filter(organisation__province__in=provinces)
    themes = Theme.objects.filter(version_items__content_object=OuterRef("published_id"))
    instruments = Instrument.objects.filter(cases=OuterRef("pk"))
    return {
        "same_organisations": _names(
            of_case.filter(organisation__in=contents.owners), "organisation__short_name"
        ),
        "same_instruments": _names(
            instruments.filter(pk__in=[one.pk for one in contents.instruments]), "name"
        ),
        "same_themes": _names(
            themes.filter(pk__in=[theme.pk for theme in contents.themes]), "name"
        ),
        "same_words": _words(words),
        "same_provinces": _names(near, "organisation__province__name"),
    }


def _names(rows, name):
    return ArraySubquery(rows.order_by(name).values(name).distinct())


def _words(words):
    """Those of the words that stand in it, too."""
    told = [When(words=_query(f"'{word}':AB"), then=Value(word)) for word in words]
    names = ArrayField(CharField())
    each = Func(*map(Case, told), template="ARRAY[%(expressions)s]::varchar[]", output_field=names)
    return Func(each, Value(None), function="array_remove", output_field=names)


def _size_of(name):
    names = Cast(f"same_{name}", ArrayField(CharField()))  # of what cannot be shared, nothing
    return Coalesce(Func(names, function="cardinality", output_field=IntegerField()), 0)


def _reasons(case):
    told = []
    for name, (_, one, more) in REASONS.items():
        found = getattr(case, f"same_{name}") or []
        if len(found) >= FEWEST.get(name, 1):
            told.append(f"{one if len(found) == 1 else more}: {', '.join(found[:TOLD_WORDS])}")
    return told
