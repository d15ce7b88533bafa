"""One view, one context: the whole page for a browser, a fragment of it for htmx."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def wants_fragment(request: HttpRequest) -> bool:
    # htmx rebuilds a page from its history with a full request: it must not get a fragment then.
    return "HX-Request" in request.headers and request.headers.get("HX-Request-Type") != "full"


def render_page(
    request: HttpRequest, page: str, context: dict, *, fragment: str, status: int = 200
) -> HttpResponse:
    """The template ``page``, or ``fragment``, which is a part of it, for htmx."""
    template = fragment if wants_fragment(request) else page
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type"])
    return response
