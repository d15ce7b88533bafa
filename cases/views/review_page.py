from django.shortcuts import get_object_or_404, render

from cases import desk, reading
from cases.forms import ReasonForm, RemarkForm
from cases.models import Version


def version_to_review(request, pk):
    versions = Version.objects.reviewable_by(request.user)
    return get_object_or_404(versions.select_related("case__published", "assignee"), pk=pk)


def review_page(request, version, *, status=200, **forms):
    """What an editor sees of a version; ``forms`` are those that hold what was wrong."""
    case = version.case
    context = reading.page_of(case, version) | desk.review_of(case, version, request.user)
    context |= desk.remarks_for_review(version, request.user)
    context |= {
        "reason_form": ReasonForm(auto_id="reden_%s"),
        "remark_form": RemarkForm(auto_id="opmerking_%s"),
    }
    return render(request, "cases/review.html", context | forms, status=status)
