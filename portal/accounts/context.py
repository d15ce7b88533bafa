from django.utils import timezone

from portal.mail import trouble


def held_mail(request):
    """Why mail does not go out, for administrators; asked only where a page shows it."""
    return {"held_mail": lambda: _reason(getattr(request, "user", None))}


def _reason(user):
    if not user or not user.is_authenticated or not user.is_administrator:
        return ""
    return trouble.in_words(timezone.now())
