from itertools import count

from django.utils.text import slugify

from portal.organisations.models import Merger, Organisation, Province, Region

numbers = count(1)


def make_province(name=None, **fields):
    number = next(numbers)
    name = name or f"Provincie {number}"
    defaults = {"code": f"{number:04}", "slug": slugify(name), "latitude": 52, "longitude": 5}
    return Province.objects.create(name=name, **defaults | fields)


def make_region(name=None, **fields):
    number = next(numbers)
    name = name or f"Regio {number}"
    defaults = {
        "kind": Region.Kind.VNG_DEPARTMENT,
        "code": f"R{number}",
        "slug": f"{slugify(name)}-{number}",
    }
    return Region.objects.create(name=name, **defaults | fields)


def make_organisation(name=None, *, regions=(), **fields):
    number = next(numbers)
    name = name or f"Organisatie {number}"
    short_name = fields.get("short_name", name)
    defaults = {
        "kind": Organisation.Kind.ASSOCIATION,
        "code": f"O{number}",
        "short_name": short_name,
        "slug": slugify(short_name),
    }
    organisation = Organisation.objects.create(name=name, **defaults | fields)
    organisation.regions.set(regions)
    return organisation


def make_municipality(name=None, **fields):
    defaults = {
        "kind": Organisation.Kind.MUNICIPALITY,
        "inhabitants": 46_906,
        "latitude": "52.17000",
        "longitude": "5.29000",
    }
    if "province" not in fields:
        defaults["province"] = make_province()
    return make_organisation(name or f"Gemeente {next(numbers)}", **defaults | fields)


def make_merger(old, new, *, on, **fields):
    """``old`` went on in ``new`` on that day, and ended then."""
    old.ended_on = on
    old.save(update_fields=["ended_on"])
    return Merger.objects.create(old=old, new=new, on=on, **{"kind": "nieuw"} | fields)
