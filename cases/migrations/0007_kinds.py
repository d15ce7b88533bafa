from django.db import migrations, models

KIND = {
    "choices": [("praktijkvoorbeeld", "Praktijkvoorbeeld"), ("wat-niet-werkte", "Wat niet werkte")],
    "default": "praktijkvoorbeeld",
    "max_length": 20,
    "verbose_name": "soort",
}
FACET = """
UPDATE cases_casestudy SET facets = facets || 'soort:praktijkvoorbeeld'::varchar
WHERE facets IS NOT NULL
"""


def hides_failures_only(model):
    return migrations.AddConstraint(
        model,
        models.CheckConstraint(
            condition=models.Q(hides_organisation=False) | models.Q(kind="wat-niet-werkte"),
            name=f"{model}_hides_failures_only",
            violation_error_message="Alleen bij «Wat niet werkte» kun je je naam weglaten.",
        ),
    )


def fields(model):
    hides = models.BooleanField(default=False, verbose_name="noem onze organisatie niet")
    return [
        migrations.AddField(model, "kind", models.CharField(**KIND)),
        migrations.AddField(model, "hides_organisation", hides),
    ]


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_writing")]

    operations = [
        migrations.RemoveField("casestudy", "organisations"),
        *fields("casestudy"),
        *fields("version"),
        migrations.RunSQL([FACET, "SET CONSTRAINTS ALL IMMEDIATE"], migrations.RunSQL.noop),
        hides_failures_only("casestudy"),
        hides_failures_only("version"),
    ]
