from contextlib import ExitStack

import pghistory
from django.conf import settings
from django.shortcuts import redirect

DEMO_ADDRESS = "@demo.example"
SIGNING_IN = ("account_", "mfa_")  # allauth's own pages: where the second factor is set up


class SecondFactorMiddleware:
    """Who holds an office sets up a second factor before she may use its rights.

    This is the only place that asks; the rules of who may do what need not.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        signing_in = request.resolver_match.view_name.startswith(SIGNING_IN)
        if not signing_in and lacks_second_factor(request.user):
            return redirect("mfa_index")
        return None


def lacks_second_factor(user):
    if not user.is_authenticated or not user.has_office or user.second_factors:
        return False
    return not (settings.DEMO and user.email.endswith(DEMO_ADDRESS))


class AuditMiddleware:
    """Let Postgres note who asked for a change, and on which page: the name of its address.

    Not the address itself, for that can hold a title or the name of a municipality. Only where
    something is audited: it goes along with every statement that writes.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with ExitStack() as request.audited:
            return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        page = request.resolver_match
        if request.method not in ("GET", "HEAD") and page.app_name in settings.AUDITED_APPS:
            about = {"user": request.user.pk, "page": page.view_name}
            request.audited.enter_context(pghistory.context(**about))
