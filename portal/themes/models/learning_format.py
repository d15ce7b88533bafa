from django.db import models


class LearningFormat(models.Model):
    """A way in which colleagues learn: training, intervisie, werkbezoek …"""

    class Setting(models.TextChoices):
        ON_SITE = "on_site", "op locatie"
        ONLINE = "online", "online"
        EITHER = "either", "op locatie of online"

    code = models.SlugField("code", unique=True)
    name = models.CharField("naam", max_length=60, unique=True)
    description = models.CharField("omschrijving", max_length=200)
    setting = models.CharField("waar", max_length=10, choices=Setting)

    class Meta:
        verbose_name = "werkvorm"
        verbose_name_plural = "werkvormen"

    def __str__(self):
        return self.name
