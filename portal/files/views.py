from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from . import storage
from .models import File

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",  # kept, and asked for each time: access can be withdrawn
}
ASK_AGAIN_IN = "60"  # seconds


@login_not_required
@require_safe
def file(request, key, name):
    """One file, to who may read it; its name in the address is its own and no other."""
    found = get_object_or_404(
        File.objects.readable_by(request.user, timezone.now()), key=key, name=name
    )
    if not found.is_clean:
        return _not_clean(request, found)
    variant = storage.SMALL if found.is_image and "klein" in request.GET else ""
    etag = f'"{found.sha256}{variant}"'
    return get_conditional_response(request, etag=etag, response=_answer(found, variant, etag))


def _not_clean(request, found):
    if found.uploaded_by_id is None or found.uploaded_by_id != request.user.pk:
        raise Http404
    response = render(request, "files/not_clean.html", {"file": found}, status=202)
    response["Retry-After"] = ASK_AGAIN_IN
    return response


def _answer(found, variant, etag):
    try:
        stored = storage.path_of(found.key, variant).open("rb")
    except FileNotFoundError:
        raise Http404 from None  # the sweep tells it at night
    return FileResponse(
        stored,
        as_attachment=not found.is_image,
        filename=found.name,
        content_type=found.mime_type,
        headers=HEADERS | {"ETag": etag},
    )
