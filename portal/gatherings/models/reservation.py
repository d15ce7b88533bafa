from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from portal.organisations.models import Organisation


class ReservationQuerySet(models.QuerySet):
    def kept(self, now):
        """Those that still hold seats for their organisation."""
        return self.filter(held__gt=0, releases_at__gt=now)

    def due(self, now):
        """Those whose seats are everybody's from now on."""
        return self.filter(held__gt=0, releases_at__lte=now)


class Reservation(models.Model):
    """Seats kept free for one organisation until a moment.

    ``seats`` is how many were asked, ``held`` how many of these nobody has taken yet; the
    gathering's ``taken`` counts the held ones. A subclass adds ``gathering``, related name
    ``reservations``.
    """

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="%(class)ss",
        verbose_name="organisatie",
    )
    seats = models.PositiveIntegerField(
        "aantal plaatsen",
        validators=[MinValueValidator(1, "Houd minstens één plaats vrij.")],
    )
    held = models.PositiveIntegerField("nog vrijgehouden", editable=False)
    releases_at = models.DateTimeField("vrijgehouden tot")

    objects = ReservationQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "organisation"],
                name="%(class)s_once_per_organisation",
                violation_error_message="Voor deze organisatie zijn al plaatsen vrijgehouden.",
            ),
            models.CheckConstraint(
                condition=Q(held__lte=F("seats"), seats__gte=1),
                name="%(class)s_holds_what_was_asked",
            ),
        ]
        indexes = [
            models.Index(fields=["releases_at"], condition=Q(held__gt=0), name="%(class)s_release"),
        ]

    def __str__(self):
        return f"{self.seats} voor {self.organisation} bij {self.gathering}"
