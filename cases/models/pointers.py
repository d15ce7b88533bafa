from django.db import models

from .part import Part


class Reference(Part):
    """What the case leans on, as a line of text."""

    text = models.CharField("verwijzing", max_length=300)

    identity = ("text",)

    class Meta(Part.Meta):
        verbose_name = "verwijzing"
        verbose_name_plural = "verwijzingen"

    def __str__(self):
        return self.text


class Link(Part):
    """A page elsewhere."""

    label = models.CharField("tekst", max_length=120)
    url = models.URLField("adres", max_length=500)

    identity = ("url",)

    class Meta(Part.Meta):
        verbose_name = "link"
        verbose_name_plural = "links"

    def __str__(self):
        return self.label


class Recognition(Part):
    """A prize or a mention that the case got."""

    name = models.CharField("erkenning", max_length=200)
    given_by = models.CharField("van", max_length=120, blank=True)
    year = models.PositiveSmallIntegerField("jaar", null=True, blank=True)

    identity = ("name",)

    class Meta(Part.Meta):
        verbose_name = "erkenning"
        verbose_name_plural = "erkenningen"

    def __str__(self):
        return self.name
