from django.contrib.auth.decorators import login_not_required
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from . import storage
from .models import File

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",  # kept, and asked for each time: access can be withdrawn
}
CHUNK = 65_536
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
    headers = HEADERS | {"ETag": f'"{found.sha256}{variant}"'}
    if unchanged := get_conditional_response(request, etag=headers["ETag"]):
        for header in headers:
            unchanged[header] = headers[header]
        return unchanged
    return _sent(found, variant, headers)


def _not_clean(request, found):
    if found.uploaded_by_id is None or found.uploaded_by_id != request.user.pk:
        raise Http404
    response = render(request, "files/not_clean.html", {"file": found}, status=202)
    response["Retry-After"] = ASK_AGAIN_IN
    return response


def _sent(found, variant, headers):
    path = storage.path_of(found.key, variant)
    if not path.is_file():
        raise Http404  # the sweep tells it at night
    response = StreamingHttpResponse(_chunks(path), content_type=found.mime_type, headers=headers)
    response["Content-Length"] = path.stat().st_size
    response["Content-Disposition"] = content_disposition_header(not found.is_image, found.name)
    return response


def _chunks(path):
    """Opened when the first is asked for: HEAD asks for none."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
