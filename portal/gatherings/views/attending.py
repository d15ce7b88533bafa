from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from portal import spreadsheets
from portal.gatherings import actions, attendance_list
from portal.gatherings.pages import read_keys

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attendance(request, gathering):
    """Per moment that has begun: who was there; to be corrected at any time."""
    now = timezone.now()
    if request.method == "POST":
        return _note(request, gathering, now=now)
    context = {"gathering": gathering, "moments": attendance_list.by_moment(gathering, now)}
    return render(request, "gatherings/attendance.html", context)


def _note(request, gathering, *, now):
    begun = gathering.moments.standing().filter(starts_at__lte=now)
    moment = get_object_or_404(begun, pk__in=read_keys([request.POST.get("moment", "")]))
    present = set(read_keys(request.POST.getlist("aanwezig")))
    actions.note_attendance(moment, present=present, by=request.user, now=now)
    messages.success(request, "De aanwezigheid is bewaard.")
    return redirect(f"{request.path}#moment-{moment.pk}")


def participants_csv(request, gathering):
    return _file(gathering, spreadsheets.as_csv, "csv", "text/csv; charset=utf-8")


def participants_xlsx(request, gathering):
    return _file(gathering, spreadsheets.as_xlsx, "xlsx", XLSX)


def _file(gathering, write, extension, content_type):
    name = f"deelnemers-{gathering.slug}.{extension}"
    return HttpResponse(
        write(attendance_list.rows(gathering)),
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
