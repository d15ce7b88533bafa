from cases import desk
from portal.accounts.blocks import waiting_page


def waiting(request):
    """What the editors ask of my organisation; for editors their queue."""
    queue = list(desk.queue()) if request.user.is_editor else []
    return waiting_page(
        request,
        "cases/_waiting.html",
        versions=desk.asked_of(request.user),
        number=len(queue),
        oldest=queue[0].submitted_at if queue else None,
    )
