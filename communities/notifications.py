"""What can be followed and kept of communities."""

from portal.notifications.subjects import Subject, register

from .models import Community, Meetup

register(
    Subject(
        model=Community,
        called="deze community",
        label="Community",
        icon="affiliate",
        visible_to=Community.objects.visible_to,
        can_be_followed=True,
    )
)
register(
    Subject(
        model=Meetup,
        called="deze bijeenkomst",
        label="Bijeenkomst",
        icon="users",
        visible_to=Meetup.objects.visible_to,
        can_be_kept=True,
    )
)
