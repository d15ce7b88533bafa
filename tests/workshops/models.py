from django.db import models

from portal.gatherings.models import Gathering, GatheringQuerySet, Moment, Participation


class WorkshopQuerySet(GatheringQuerySet):
    def visible_to(self, user):
        return self.published()


class Workshop(Gathering):
    """A gathering of another app: if the engine serves this one too, it serves editions."""

    objects = WorkshopQuerySet.as_manager()

    class Meta(Gathering.Meta):
        abstract = False
        verbose_name = "workshop"

    def get_absolute_url(self):
        return f"/workshops/{self.slug}/"


class WorkshopMoment(Moment):
    gathering = models.ForeignKey(Workshop, models.CASCADE, related_name="moments")

    class Meta(Moment.Meta):
        abstract = False


class WorkshopSeat(Participation):
    gathering = models.ForeignKey(Workshop, models.CASCADE, related_name="participations")

    class Meta(Participation.Meta):
        abstract = False
