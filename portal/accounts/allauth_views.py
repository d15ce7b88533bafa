"""allauth's pages as the portal wants them."""

from allauth.account import views as account
from django.db import transaction


class Page:
    """A change and its mail are one transaction; a wrong form is 422; looking changes nothing."""

    @transaction.atomic
    def form_valid(self, form):
        return super().form_valid(form)

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = 422
        return response

    def logout(self):
        """Behind a mailed link allauth signs somebody else out, also on GET."""
        if self.request.method == "POST":
            super().logout()


class ConfirmAddress(Page, account.ConfirmEmailView):
    @transaction.atomic
    def post(self, *args, **kwargs):
        return super().post(*args, **kwargs)


def ours(view):
    """The view of allauth with ``Page`` before it."""
    kind = view.view_class
    return type(kind.__name__, (Page, kind), {}).as_view()


confirm_address = ConfirmAddress.as_view()
