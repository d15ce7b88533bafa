from django.core.management import call_command

from cases.models import CaseStudy


def test_content_is_loaded_once():
    call_command("load_organisations")
    call_command("load_themes")

    call_command("load_cases")
    call_command("load_cases")

    assert CaseStudy.objects.count() == 11
    assert CaseStudy.objects.published().count() == 10
