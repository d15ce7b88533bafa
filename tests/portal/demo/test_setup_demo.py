import pytest
from django.core.management import CommandError, call_command


def test_demo_data_is_refused_where_nobody_asked_for_a_demo():
    with pytest.raises(CommandError, match="Dit is geen demo"):
        call_command("setup_demo")
