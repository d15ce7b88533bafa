from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from . import access
from .formats import Kind

OWN_FOR = timedelta(days=1)


class FileQuerySet(models.QuerySet):
    def readable_by(self, user, now):
        """What a part shows to ``user``, and what she uploaded less than a day ago."""
        mine = Q(uploaded_by=user.pk, uploaded_at__gt=now - OWN_FOR) if user.pk else Q(pk=None)
        return self.filter(access.rule(user) | mine)

    def waiting(self):
        """Those that the virus scanner has not looked at yet."""
        return self.filter(state=File.State.QUARANTINE)

    def with_bytes(self):
        return self.exclude(state=File.State.REFUSED)

    def unused(self):
        """Those that no row of any part refers to."""
        return self.filter(
            *(
                ~Exists(model._base_manager.filter(**{name: OuterRef("pk")}))
                for model, name in self.model.references()
            )
        )


class File(models.Model):
    """What somebody uploaded, made harmless; which part it belongs to says a row of that part."""

    class State(models.TextChoices):
        CLEAN = "clean", "gecontroleerd"
        QUARANTINE = "quarantine", "wacht op controle"
        REFUSED = "refused", "geweigerd"

    key = models.UUIDField("sleutel", default=uuid4, unique=True, editable=False)
    name = models.CharField("naam", max_length=120)
    kind = models.CharField("soort", max_length=12, choices=Kind)
    mime_type = models.CharField("mediatype", max_length=100)
    size = models.PositiveIntegerField("grootte")
    sha256 = models.CharField("controlegetal", max_length=64)
    width = models.PositiveIntegerField("breedte", null=True)
    height = models.PositiveIntegerField("hoogte", null=True)
    state = models.CharField("stand", max_length=10, choices=State)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="files",
        verbose_name="geüpload door",
    )
    uploaded_at = models.DateTimeField("geüpload op")

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty"),
            models.CheckConstraint(
                condition=Q(kind=Kind.IMAGE, width__gt=0, height__gt=0)
                | (~Q(kind=Kind.IMAGE) & Q(width=None, height=None)),
                name="file_image_has_a_size",
            ),
        ]
        indexes = [
            models.Index("uploaded_at", condition=Q(state="quarantine"), name="file_waiting")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("files:file", args=[self.key, self.name])

    @classmethod
    def references(cls):
        """(Model, field) of every row that can point at a file, of whatever app."""
        fields = cls._meta.get_fields(include_hidden=True)
        return [
            (field.related_model, field.field.name)
            for field in fields
            if field.auto_created and field.is_relation
        ]

    @property
    def small_url(self):
        """Of an image, at most 800 pixels wide and high."""
        return f"{self.get_absolute_url()}?klein=1"

    @property
    def is_image(self):
        return self.kind == Kind.IMAGE

    @property
    def is_clean(self):
        return self.state == self.State.CLEAN
