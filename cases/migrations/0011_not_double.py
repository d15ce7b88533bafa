import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def case(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, to="cases.casestudy", **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_media"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NotDouble",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="op")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                ("case", case(related_name="not_doubles")),
                ("other", case(related_name="+")),
            ],
            options={
                "verbose_name": "niet dubbel",
                "verbose_name_plural": "niet dubbel",
                "constraints": [
                    models.UniqueConstraint(fields=("case", "other"), name="not_double_once"),
                    models.CheckConstraint(
                        condition=models.Q(("case", models.F("other")), _negated=True),
                        name="not_double_with_another",
                    ),
                ],
            },
        ),
    ]
