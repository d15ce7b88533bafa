from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from cases import comparing, consents, desk, reading
from cases.forms import AssignForm, PlanForm, ReasonForm, RemarkForm
from cases.models import StepRefusedError, Version


def version_to_review(request, pk):
    versions = Version.objects.reviewable_by(request.user)
    versions = versions.select_related("case__published", "assignee", "publish_by")
    return get_object_or_404(versions, pk=pk)


def review_page(request, version, *, status=200, **forms):
    """What an editor sees of a version; ``forms`` are those that hold what was wrong."""
    case = version.case
    context = reading.page_of(case, version) | desk.review_of(case, version, request.user)
    context |= desk.remarks_for_review(version, request.user)
    if case.published not in (None, version):
        context["differences"] = comparing.compare(case.published, version)
    context |= {
        "without_consent": consents.count_without_consent(version),
        "assign_form": AssignForm(initial={"editor": version.assignee}),
        "plan_form": PlanForm(
            initial={"at": version.publish_at}, now=timezone.now(), auto_id="moment_%s"
        ),
        "reason_form": ReasonForm(auto_id="reden_%s"),
        "remark_form": RemarkForm(auto_id="opmerking_%s"),
    }
    return render(request, "cases/review.html", context | forms, status=status)


def refuse_unless_read(request, version):
    """What she decides on is what stood on her page: it may have been rewritten meanwhile."""
    read = request.POST.get("gelezen")
    if read and read != version.saved_at.isoformat():
        raise StepRefusedError("De schrijvers veranderden de tekst. Lees hem eerst opnieuw.")
