from django.db import migrations

from portal.ui.richtext import clean, from_typed


def mark_up(apps, schema_editor):
    """Chapters were plain text: the same is now paragraphs and lists."""
    sections = apps.get_model("cases", "Section").objects
    for section in sections.iterator():
        if clean(section.body) != section.body:
            sections.filter(pk=section.pk).update(body=from_typed(section.body))


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_planned")]

    operations = [migrations.RunPython(mark_up, migrations.RunPython.noop, elidable=True)]
