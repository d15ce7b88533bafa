from portal.mail.models import Sending


def held_mail(request):
    """Why no mail goes out, for administrators; asked only where a page shows it."""
    return {"held_mail": lambda: _reason(getattr(request, "user", None))}


def _reason(user):
    if not user or not user.is_authenticated or not user.is_administrator:
        return ""
    return Sending.objects.current().held_reason
