import pytest


@pytest.fixture(autouse=True)
def files_root(settings, tmp_path):
    """A folder of this test's own."""
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT
