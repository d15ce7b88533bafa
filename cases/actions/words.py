"""What a published case is found by: its words, and the facets that a list is narrowed by."""

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from cases.models import CaseStudy, Version
from cases.models.contents import contents_of
from portal.ui.richtext import plain_text


def refresh_words(cases):
    """Find those of ``cases`` that are published by what everything in them is called now."""
    for version in Version.objects.filter(published_of__in=cases).select_related("case"):
        CaseStudy.objects.filter(published=version).update(**found_by(version))


def found_by(version):
    """The fields of its case by which the public finds this version."""
    contents = contents_of(version)
    return {"words": _words(_texts(version, contents)), "facets": _facets(version, contents)}


def _facets(version, contents):
    """Keys, not names: these stay right when a theme or an organisation changes."""
    return [
        *(f"thema:{theme.pk}" for theme in contents.themes),
        *(f"organisatie:{organisation.pk}" for organisation in contents.owners),
        f"soort:{version.kind}",
        f"bron:{version.source_kind}",
        *([f"jaar:{version.year}"] if version.year else []),
    ]


def _words(texts):
    """The weighted vector: title and municipality A, summary and themes B, story C, people D."""
    first, *rest = (
        SearchVector(Value("\n".join(filter(None, lines))), weight=weight, config="dutch")
        for weight, lines in texts.items()
    )
    return sum(rest, start=first)


def _texts(version, contents):
    names = [(organisation.short_name, organisation.name) for organisation in contents.owners]
    return {
        "A": [version.title, *(name for pair in names for name in pair)],
        "B": [version.summary, *(theme.name for theme in contents.themes)],
        "C": [
            *(plain_text(section.body) for section in contents.sections),
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
            *(image.caption for image in contents.images),
            *(attachment.title for attachment in contents.attachments),
        ],
    }
