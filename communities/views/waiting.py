from django.utils import timezone

from communities.models import Community, Registration
from portal.accounts.blocks import waiting_page
from portal.gatherings import places


def waiting(request):
    """Places to take, and who asks to join a community that I run."""
    return waiting_page(
        request,
        "communities/_waiting.html",
        places=places.for_her(Registration, request.user, now=timezone.now()),
        asked=Community.objects.editable_by(request.user).standing().with_asking(),
    )
