"""The pages behind mailed links: allauth's sign another person out on GET, ours on POST only."""

from allauth.account import views


class OnPostOnly:
    def logout(self):
        if self.request.method == "POST":
            super().logout()


class ConfirmAddress(OnPostOnly, views.ConfirmEmailView):
    pass


class ResetPasswordFromKey(OnPostOnly, views.PasswordResetFromKeyView):
    pass


confirm_address = ConfirmAddress.as_view()
reset_password_from_key = ResetPasswordFromKey.as_view()
