import re

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from portal.demo.letters import letter_with, letters
from portal.ui.paging import page_of

# The one exception to our policy: mail brings styles inside its elements. Nothing else works.
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}
NEW_TAB = '<base target="_blank">'  # a link may not open our page inside the frame


@login_not_required
@require_safe
def mailbox(request):
    return render(request, "demo/mailbox.html", {"page": page_of(letters(), request)})


@login_not_required
@require_safe
@csp_update({"frame-src": [SELF]})
def letter(request, key):
    return render(request, "demo/letter.html", {"letter": find(key)})


@login_not_required
@require_safe
@xframe_options_sameorigin
@csp(MAIL_POLICY)
def letter_html(request, key):
    html = find(key).html
    if not html:
        raise Http404
    marked, found = re.subn("(<head[^>]*>)", rf"\1{NEW_TAB}", html, count=1, flags=re.IGNORECASE)
    return HttpResponse(marked if found else NEW_TAB + html)


@login_not_required
@require_safe
def attachment(request, key, number):
    attachments = find(key).attachments
    if not 1 <= number <= len(attachments):
        raise Http404
    name, content = attachments[number - 1]
    file = HttpResponse(content, content_type="application/octet-stream")
    file["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return file


def find(key):
    found = letter_with(key)
    if not found:
        raise Http404
    return found
