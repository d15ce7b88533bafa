import re

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format, number_format

from .audit import audited
from .part import Part


@audited("version", "key", by_any_change=True)
class KeyFigure(Part):
    """A typed figure with its values as rows; the qualifier says «bijna» where the source does."""

    class Kind(models.TextChoices):
        NUMBER = "number", "getal"
        PERCENTAGE = "percentage", "percentage"
        EURO = "euro", "bedrag in euro's"
        MOMENT = "moment", "jaar of datum"
        SHARE = "share", "delen van een geheel"
        SERIES = "series", "reeks over jaren"

    kind = models.CharField("soort", max_length=10, choices=Kind)
    name = models.CharField("naam", max_length=120)
    unit = models.CharField("eenheid", max_length=40, blank=True)
    qualifier = models.CharField("bij benadering", max_length=40, blank=True)
    note = models.CharField("toelichting", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    on = models.DateField("op", null=True, blank=True)

    identity = ("kind", "name")

    class Meta(Part.Meta):
        verbose_name = "kengetal"
        verbose_name_plural = "kengetallen"
        constraints = [
            *Part.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind="moment") | Q(year__isnull=False) | Q(on__isnull=False),
                name="moment_has_year_or_date",
                violation_error_message="Vul een jaar of een datum in.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_chart(self):
        return self.kind in (self.Kind.SHARE, self.Kind.SERIES)

    @property
    def when(self):
        """The day or the year that the figure is of, in words, or nothing."""
        return date_format(self.on, "j F Y") if self.on else str(self.year or "")

    def shown(self, value):
        """A value as people read it: «bijna 250», «€ 231.000», «4,16%»."""
        number = number_format(plain(value), use_l10n=True, force_grouping=True)
        match self.kind:
            case self.Kind.EURO:
                number = f"€\N{NO-BREAK SPACE}{number}"
            case self.Kind.PERCENTAGE | self.Kind.SHARE:
                number = f"{number}%"
            case self.Kind.SERIES if self.unit == "%":
                number = f"{number}%"
        return f"{self.qualifier}\N{NO-BREAK SPACE}{number}" if self.qualifier else number


class FigureValue(models.Model):
    """One value of a figure: the only one, or that of a year or a named share."""

    figure = models.ForeignKey(
        KeyFigure, models.CASCADE, related_name="values", verbose_name="kengetal"
    )
    label = models.CharField("label", max_length=60, blank=True)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)
    value = models.DecimalField("waarde", max_digits=16, decimal_places=4)
    position = models.PositiveSmallIntegerField("plaats", default=0)

    class Meta:
        verbose_name = "waarde"
        verbose_name_plural = "waarden"
        constraints = [
            models.UniqueConstraint(
                fields=["figure", "label", "year"], nulls_distinct=False, name="value_once"
            ),
        ]

    def __str__(self):
        return f"{self.label or self.year or ''} {plain(self.value)}".strip()


def plain(value):
    """A decimal without zeros that say nothing: 3.9000 → 3.9, 250.0000 → 250."""
    return re.sub(r"\.?0+$", "", f"{value:.4f}")
