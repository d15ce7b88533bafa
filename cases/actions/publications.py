"""Publications and series of the content that comes with the portal."""

from django.utils.text import slugify

from cases.models import Publication, Series

NO_FIELDS = ("id", "parts", "themes", "series", "predecessor")


def load_series(record, cases):
    """A series with its cases in order; one that is there already stays as it is."""
    series, is_new = Series.objects.get_or_create(
        title=record["title"], defaults={"slug": slugify(record["title"])}
    )
    for position, name in enumerate(record["cases"] if is_new else [], start=1):
        series.parts.create(case=cases[name], position=position)


def load_publication(record, cases):
    """A publication with its parts in order; one that is there already stays as it is."""
    slug = slugify(record["title"])
    if Publication.objects.filter(slug=slug).exists():
        return
    fields = {name: value for name, value in record.items() if name not in NO_FIELDS}
    publication = Publication(
        slug=slug,
        series=Series.objects.filter(title=record.get("series")).first(),
        predecessor=_predecessor(record),
        **fields,
    )
    publication.clean_fields()
    publication.save()
    publication.themes.set(record.get("themes", []))
    for position, part in enumerate(record.get("parts", []), start=1):
        case = cases[part["case"]] if "case" in part else None
        publication.parts.create(position=position, **(part | {"case": case}))


def _predecessor(record):
    if "predecessor" not in record:
        return None
    found = Publication.objects.filter(slug=slugify(record["predecessor"])).first()
    if found is None:
        raise KeyError(f"voorganger «{record['predecessor']}»")
    return found
