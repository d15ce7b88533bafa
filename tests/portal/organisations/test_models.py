from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from portal.organisations.models import Merger, Organisation, SizeClass
from tests.factories.organisations import make_merger, make_municipality, make_organisation

NOW = datetime(2026, 11, 2, tzinfo=UTC)


def test_names_sort_without_accents_capitals_and_apostrophes():
    names = ["Zwolle", "'s-Gravenhage", "Gouda", "Súdwest-Fryslân", "Ede", "élan", "Sudwolde"]
    for name in names:
        make_organisation(name)

    assert [str(found) for found in Organisation.objects.order_by("sort_key")] == [
        "Ede",
        "élan",
        "Gouda",
        "'s-Gravenhage",
        "Súdwest-Fryslân",
        "Sudwolde",
        "Zwolle",
    ]


@pytest.mark.parametrize(
    ("inhabitants", "size"),
    [
        (0, SizeClass.SMALLEST),
        (19_999, SizeClass.SMALLEST),
        (20_000, SizeClass.SMALL),
        (50_000, SizeClass.MIDDLE),
        (249_999, SizeClass.LARGE),
        (931_298, SizeClass.LARGEST),
        (None, None),
    ],
)
def test_size_class_follows_the_inhabitants(inhabitants, size):
    municipality = make_municipality(inhabitants=inhabitants)

    assert municipality.size_class == size
    if size:
        assert [*Organisation.objects.in_size(size)] == [municipality]


def test_current_leaves_out_what_merged():
    uden, maashorst = make_municipality("Uden"), make_municipality("Maashorst")
    merger = make_merger(uden, maashorst, on="2022-01-01")

    assert [*Organisation.objects.current()] == [maashorst]
    assert str(merger) == "Uden → Maashorst"


def test_a_municipality_does_not_merge_into_itself():
    uden = make_municipality("Uden")

    with pytest.raises(IntegrityError):
        Merger.objects.create(old=uden, new=uden, on="2022-01-01", kind="nieuw")


def test_a_municipality_lies_in_a_province():
    with pytest.raises(IntegrityError):
        make_municipality("Soest", province=None)


def test_the_full_name_says_that_it_is_a_municipality():
    assert make_municipality("Soest").full_name == "gemeente Soest"
    assert make_organisation("Waterschap Rivierenland").full_name == "Waterschap Rivierenland"


def test_a_mail_domain_is_written_in_lower_case():
    soest = make_municipality("Soest")
    domain = soest.mail_domains.create(domain="soest.example", approved_at=NOW)

    assert str(domain) == "soest.example"
    with pytest.raises(IntegrityError):
        soest.mail_domains.create(domain="Soest.example", approved_at=NOW)
