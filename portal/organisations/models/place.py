from django.db import models


class Province(models.Model):
    """One of the twelve; ``code`` is that of CBS (PV20 … PV31)."""

    code = models.CharField("code", max_length=4, unique=True)
    name = models.CharField("naam", max_length=40, unique=True)
    slug = models.SlugField(unique=True)
    latitude = models.DecimalField("breedtegraad", max_digits=8, decimal_places=5)
    longitude = models.DecimalField("lengtegraad", max_digits=8, decimal_places=5)

    class Meta:
        verbose_name = "provincie"
        verbose_name_plural = "provincies"

    def __str__(self):
        return self.name


class Region(models.Model):
    """An area of municipalities that meet: a VNG department or a labour-market region."""

    class Kind(models.TextChoices):
        VNG_DEPARTMENT = "vng", "VNG-afdeling"
        LABOUR_MARKET = "labour_market", "arbeidsmarktregio"

    kind = models.CharField("soort", max_length=20, choices=Kind)
    code = models.CharField("code", max_length=20, unique=True)
    name = models.CharField("naam", max_length=100)
    slug = models.SlugField(unique=True, max_length=100)

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="region_name_once_per_kind"),
        ]

    def __str__(self):
        return self.name
