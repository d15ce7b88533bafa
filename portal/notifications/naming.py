from portal.mail import naming

from .models import Notification


def of_notifications(pks):
    """The names of what they are about."""
    told = dict(Notification.objects.filter(pk__in=pks).values_list("pk", "subject"))
    names = naming.names_of(told.values())
    return {pk: names[subject] for pk, subject in told.items() if subject in names}


naming.register("notifications.notification", of_notifications)
