from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from cases import reading
from cases.models import Instrument


@login_not_required
def instrument(request, slug):
    instrument = get_object_or_404(Instrument.objects.published(), slug=slug)
    cases = reading.cases_with(instrument)
    context = {"instrument": instrument, "cases": cases, "themes": reading.themes_of(cases)}
    return render(request, "cases/instrument.html", context)
