from functools import wraps

from django.http import Http404


def organisers_only(view):
    """The page does not exist for others: 404, not 403."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if not request.user.is_organiser:
            raise Http404
        return view(request, *args, **kwargs)

    return answer
