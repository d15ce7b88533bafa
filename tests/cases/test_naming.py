from portal.keys import key_of
from portal.mail.naming import Name, names_of
from tests.factories.cases import make_case


def test_a_case_and_its_version_are_named_by_title():
    case = make_case(title="Leren op de werkvloer")
    keys = [key_of(case), key_of(case.published)]

    expected = Name("Leren op de werkvloer", url=case.get_absolute_url())
    assert names_of(keys) == dict.fromkeys(keys, expected)
