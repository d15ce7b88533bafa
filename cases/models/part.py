import uuid

from django.db import models


class Part(models.Model):
    """A row of a version; its key stays the same from version to version."""

    version = models.ForeignKey(
        "cases.Version", models.CASCADE, related_name="%(class)s_set", verbose_name="versie"
    )
    key = models.UUIDField("sleutel", default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField("plaats", default=0)

    identity = ()  # the fields that make a part the same one after a rewrite

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="%(class)s_key_once"),
        ]

    def is_same_as(self, row):
        if "key" in row:
            return self.key == row["key"]
        return all(getattr(self, name) == row[name] for name in self.identity)
