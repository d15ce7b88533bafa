"""What allauth tells us: an address was confirmed, a password was reset."""

from allauth.account.adapter import get_adapter

from portal.accounts import actions

BY_CODE = "account_confirm_login_code"
SIGNED_UP = "signed_up"  # in the session: what somebody typed to whose address an account exists


def address_confirmed(request, email_address, **kwargs):
    """Place her by her mail domain, under the name that she signed up with in this browser.

    Who confirms by a mailed code may not be who chose the password when signing up: that one goes.
    """
    user = email_address.user
    if request.resolver_match.url_name == BY_CODE:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    typed = request.session.pop(SIGNED_UP, None)
    if typed and user.is_guest and typed["email"] == user.email:
        user.name, user.function = typed["name"], typed["function"]
        user.save(update_fields=["name", "function"])
    actions.place_by_domain(user)


def password_was_reset(request, user, **kwargs):
    """The link was in her mailbox: that confirms her address too."""
    address = user.emailaddress_set.filter(email=user.email, verified=False).first()
    if address:
        get_adapter(request).confirm_email(request, address)
