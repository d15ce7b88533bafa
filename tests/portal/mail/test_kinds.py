import pytest

from portal.mail import kinds
from tests.factories.mail import make_kind


def test_a_registered_kind_is_found():
    kind = make_kind()

    assert kinds.get(kind.name) == kind


def test_a_kind_is_registered_once():
    with pytest.raises(ValueError, match="registered twice"):
        kinds.register(make_kind())


def test_an_unknown_kind_is_told():
    with pytest.raises(kinds.UnknownKindError, match=r"test\.nothing"):
        kinds.get("test.nothing")
