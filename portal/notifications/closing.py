from portal.accounts import closing
from portal.keys import key_of
from portal.mail import outbox

from .mailing import DIGEST_MAIL, NOW_MAIL
from .models import Bookmark, Follow, Notification, Preference


@closing.register
def forget_what_she_wanted(user, *, now):
    for model in (Follow, Bookmark, Notification, Preference):
        model.objects.filter(user=user).delete()
    outbox.cancel(
        kind__in=[NOW_MAIL, DIGEST_MAIL],
        recipient=key_of(user),
        reason="Het account is gesloten.",
    )
