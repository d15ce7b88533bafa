from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import conditional_page

from portal.discovery import news, queries
from portal.themes.models import Theme

CASES = "praktijkvoorbeelden"
VISITOR = AnonymousUser()  # readers never sign in: only what everybody may see


@login_not_required
@conditional_page
def new_cases(request):
    rows = queries.newest(VISITOR, kind=CASES, limit=news.MOST)
    page = reverse("cases:index")
    return _atom(rows, title="Nieuwe praktijkvoorbeelden", page=page, address=request.path)


@login_not_required
@conditional_page
def new_of_theme(request, slug):
    theme = get_object_or_404(Theme, slug=slug)
    rows = queries.of_theme(VISITOR, theme)
    page = theme.get_absolute_url()
    return _atom(rows, title=f"Nieuw over {theme}", page=page, address=request.path)


def _atom(rows, **about):
    return HttpResponse(
        news.atom_of(rows, **about), content_type="application/atom+xml; charset=utf-8"
    )
