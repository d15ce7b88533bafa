from django import template
from django.db.models import Value

from portal.notifications import subjects
from portal.notifications.models import Bookmark, Follow

register = template.Library()


@register.inclusion_tag("notifications/_buttons.html", takes_context=True)
def keep_buttons(context, row):
    """To follow ``row`` and to keep it, as far as its kind can be; for who may see it."""
    request, thing = context["request"], subjects.thing_of(row)
    held = _held_by(request.user, thing.key) if request.user.is_authenticated else {}
    return {
        "request": request,
        "thing": thing,
        "is_followed": "follow" in held,
        "is_kept": "bookmark" in held,
        "csrf_token": context.get("csrf_token"),
    }


def _held_by(user, key):
    """One query for both."""
    follows, bookmarks = (
        model.objects.filter(user=user, subject=key).values_list(Value(name), flat=True)
        for model, name in ((Follow, "follow"), (Bookmark, "bookmark"))
    )
    return set(follows.union(bookmarks))
