from django.db import migrations

GROUPS = ["editors", "organisers", "administrators"]


def make_groups(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    group.objects.bulk_create([group(name=name) for name in GROUPS], ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
