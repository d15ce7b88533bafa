from allauth.account.auth_backends import AuthenticationBackend

from portal.accounts.models import User


class Backend(AuthenticationBackend):
    """allauth's sign-in; each request gets its user with her rights in one query."""

    def people(self):
        return User.objects.with_rights()

    def get_user(self, user_id):
        return self.people().filter(pk=user_id, is_active=True).first()
