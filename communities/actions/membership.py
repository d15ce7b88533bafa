from django.db import transaction

from communities.models import Community, Membership


@transaction.atomic
def become_member(community, *, user, now):
    """Make ``user`` a member; of a community on request, once a facilitator accepts her."""
    is_open = community.kind == Community.Kind.OPEN
    membership, _ = community.memberships.get_or_create(
        user=user, defaults={"joined_at": now, "accepted_at": now if is_open else None}
    )
    return membership


def stop(community, *, user):
    """End the membership of ``user``, or take back what she asked."""
    community.memberships.filter(user=user).delete()


def accept(membership, *, now):
    """Let in who asked to join."""
    asked = Membership.objects.filter(pk=membership.pk, accepted_at=None)
    asked.update(accepted_at=now, joined_at=now)


def refuse(membership):
    """Say no to who asked; she may ask again."""
    Membership.objects.filter(pk=membership.pk, accepted_at=None).delete()
