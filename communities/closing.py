from portal.accounts import closing

from .models import Membership


@closing.register
def end_memberships(user, *, now):
    Membership.objects.filter(user=user).delete()
