"""The words that a published case is found by, made of its version, parts, themes and owners."""

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from cases.models import CaseStudy, Version
from cases.models.contents import contents_of


def refresh_words(cases):
    """Find those of ``cases`` that are published by what everything in them is called now."""
    for version in Version.objects.filter(published_of__in=cases).select_related("case"):
        CaseStudy.objects.filter(published=version).update(words=words_of(version))


def words_of(version):
    """The weighted vector: title and municipality A, summary and themes B, story C, people D."""
    texts = _texts(version, contents_of(version))
    first, *rest = (
        SearchVector(Value("\n".join(filter(None, lines))), weight=weight, config="dutch")
        for weight, lines in texts.items()
    )
    return sum(rest, start=first)


def _texts(version, contents):
    names = version.case.organisations.values_list("short_name", "name")
    return {
        "A": [version.title, *(name for pair in names for name in pair)],
        "B": [version.summary, *(theme.name for theme in contents.themes)],
        "C": [
            *(section.body for section in contents.sections),
            *(factor.text for factor in contents.factors),
            *(f"{figure.name} {figure.note}" for figure in contents.figures),
            *(learning_format.name for learning_format in contents.learning_formats),
        ],
        "D": [
            *(quote.text for quote in contents.quotes),
            *(f"{person.name} {person.function}" for person in contents.people),
            *(f"{partner.name} {partner.part}" for partner in contents.partners),
            *(reference.text for reference in contents.references),
            *(f"{prize.name} {prize.given_by}" for prize in contents.recognitions),
        ],
    }
