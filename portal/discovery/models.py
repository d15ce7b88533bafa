from django.db import models
from django.db.models import Q


class FailedSearch(models.Model):
    """Words that find nothing and that somebody missed, for editors; who it was is not kept."""

    words = models.CharField("gemist", max_length=100, unique=True)
    times = models.PositiveIntegerField("keer", default=1)
    last_on = models.DateField("voor het laatst", db_index=True)

    class Meta:
        verbose_name = "gemiste zoekvraag"
        verbose_name_plural = "gemiste zoekvragen"
        constraints = [
            models.CheckConstraint(condition=Q(times__gte=1), name="failed_search_happened"),
            models.CheckConstraint(condition=~Q(words=""), name="failed_search_has_words"),
        ]

    def __str__(self):
        return self.words
