from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import Value

from cases.models import Section
from portal.ui.richtext.model_field import RichTextColumn
from portal.ui.richtext.showing import shown
from tests.factories.cases import make_version

EVIL = "<p onclick=x>Hoi</p><script>alert(1)</script>"
mark_up = import_module("cases.migrations.0009_rich_text").mark_up


@pytest.fixture
def section():
    return make_version(sections=[{"kind": "context", "body": "Waarom"}]).section_set.get()


def test_whatever_is_saved_is_clean(section):
    section.body = EVIL
    section.save()
    section.refresh_from_db()
    assert section.body == "<p>Hoi</p>"

    Section.objects.update(body=f"{EVIL}<p>Nog eens</p>")
    section.refresh_from_db()
    assert section.body == "<p>Hoi</p><p>Nog eens</p>"

    section.kind, section.pk, section.key = "result", None, None
    section.body = EVIL
    section.key = "00000000-0000-0000-0000-000000000001"
    Section.objects.bulk_create([section])
    assert Section.objects.get(kind="result").body == "<p>Hoi</p>"


def test_to_migrations_it_is_text():
    assert RichTextColumn("tekst").deconstruct()[1] == "django.db.models.TextField"
    assert RichTextColumn().get_prep_value(None) is None


def test_a_table_on_a_page_can_be_scrolled():
    html = "<p>a</p><table><thead><tr></tr></thead></table>"

    assert shown(html) == (
        '<p>a</p><div class="lw-table-wrap" tabindex="0" role="region" aria-label="Tabel">'
        '<table class="utrecht-table"><thead><tr></tr></thead></table></div>'
    )


def test_plain_chapters_of_before_get_their_marks(section):
    Section.objects.update(body=Value("Zo < dan:\n\n- een\n- twee"))

    mark_up(apps, None)
    mark_up(apps, None)

    section.refresh_from_db()
    assert section.body == "<p>Zo &lt; dan:</p><ul><li>een</li><li>twee</li></ul>"
