from django.db import transaction

from portal.tables import upsert

from .models import Merger, Organisation, Province, Region


@transaction.atomic
def load(contents, *, today):
    """Bring places, organisations and mergers up to date with the tables; nobody is removed."""
    provinces = upsert(Province, _without(contents.provinces, "where"))
    regions = upsert(Region, _without(contents.regions, "where"))
    rows = _municipality_rows(contents, today) + _organisation_rows(contents)
    for row in rows:
        row["province"] = provinces.get(row["province"])
    organisations = upsert(Organisation, rows)
    _put_in_regions(contents.municipalities, organisations, regions)
    _load_mergers(contents.mergers, organisations)
    return organisations


def _municipality_rows(contents, today):
    """Those of today and those that ended; what is intended for later ends nothing yet."""
    ended = {row["old"]: row for row in contents.mergers if row["on"] <= today}
    rows = [
        _row(row, ended_on=ended[row["code"]]["on"] if row["code"] in ended else None)
        for row in contents.municipalities
    ]
    known = {row["code"] for row in rows}
    return rows + [_ended(row) for code, row in ended.items() if code not in known]


def _ended(merger):
    return _row(
        merger,
        kind=Organisation.Kind.MUNICIPALITY,
        code=merger["old"],
        short_name=merger["name"],
        ended_on=merger["on"],
    )


def _organisation_rows(contents):
    return [_row(row) for row in contents.organisations]


def _row(row, **fields):
    """All columns of an organisation: one statement writes them all."""
    empty = {
        "kind": Organisation.Kind.MUNICIPALITY,
        "inhabitants": None,
        "latitude": None,
        "longitude": None,
        "website": "",
        "ended_on": None,
    }
    columns = ("code", "name", "short_name", "slug", "province", *empty)
    return {name: (empty | row | fields)[name] for name in columns}


def _put_in_regions(rows, organisations, regions):
    Membership = Organisation.regions.through  # noqa: N806
    wanted = {
        (organisations[row["code"]].pk, regions[code].pk) for row in rows for code in row["regions"]
    }
    links = Membership.objects.filter(organisation__in=[pk for pk, _ in wanted])
    found = {(link.organisation_id, link.region_id): link.pk for link in links}
    links.filter(pk__in=[pk for pair, pk in found.items() if pair not in wanted]).delete()
    Membership.objects.bulk_create(
        Membership(organisation_id=organisation, region_id=region)
        for organisation, region in sorted(wanted - found.keys())
    )


def _load_mergers(rows, organisations):
    Merger.objects.bulk_create(
        [
            Merger(
                old=organisations[row["old"]],
                new=organisations[row["new"]],
                **{name: row[name] for name in ("on", "kind", "source")},
            )
            for row in rows
        ],
        update_conflicts=True,
        unique_fields=["old", "new"],
        update_fields=["on", "kind", "source"],
    )


def _without(rows, *names):
    return [{name: value for name, value in row.items() if name not in names} for row in rows]
