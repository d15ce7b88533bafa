from django.conf import settings
from django.db import models


class KeptQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-created_at", "-pk")


class Kept(models.Model):
    """What somebody holds on to, named as in ``portal.keys``: «themes.theme:12»."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="gebruiker")
    subject = models.CharField("onderwerp", max_length=80)
    created_at = models.DateTimeField("sinds")

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [  # also the index by which the followers of a subject are found
            models.UniqueConstraint(fields=["subject", "user"], name="%(class)s_once"),
        ]

    def __str__(self):
        return f"{self.user_id}: {self.subject}"


class Follow(Kept):
    """Somebody wants to hear what is new about a theme, a region, a community or a case."""

    class Meta(Kept.Meta):
        verbose_name = "gevolgd onderwerp"
        verbose_name_plural = "gevolgde onderwerpen"


class Bookmark(Kept):
    """Somebody wants to find it again."""

    class Meta(Kept.Meta):
        verbose_name = "bladwijzer"
        verbose_name_plural = "bladwijzers"
