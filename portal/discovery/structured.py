"""What search engines may know of a page: schema.org data, as JSON-LD."""

import json

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import mark_safe

CONTEXT = "https://schema.org"
MODES = {"on_site": "Offline", "online": "Online", "hybrid": "Mixed"}
UNSAFE = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


def article(version, *, address, published_at, owners, themes):
    """A practice that somebody wrote down."""
    return {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": version.title,
        "description": version.summary,
        "url": _full(address),
        "inLanguage": "nl",
        "isAccessibleForFree": True,
        "datePublished": published_at,
        "author": [_organisation(owner.full_name) for owner in owners],
        "publisher": _organisation("Lerend werken"),
        "about": [str(theme) for theme in themes],
    }


def event(gathering):
    """A gathering: a meetup, or a course on its dates; the link to take part stays out."""
    state = "EventCancelled" if gathering.cancelled_at else "EventScheduled"
    return {
        "@context": CONTEXT,
        "@type": "Event",
        "name": gathering.title,
        "description": gathering.summary,
        "url": _full(gathering.get_absolute_url()),
        "inLanguage": "nl",
        "startDate": gathering.starts_at,
        "endDate": gathering.ends_at,
        "eventStatus": f"{CONTEXT}/{state}",
        "eventAttendanceMode": f"{CONTEXT}/{MODES[gathering.place]}EventAttendanceMode",
        "location": _places(gathering),
        "organizer": _organisation("Lerend werken"),
    }


def course(course):
    """A course that colleagues give to colleagues."""
    return {
        "@context": CONTEXT,
        "@type": "Course",
        "name": course.title,
        "description": course.summary,
        "url": _full(course.get_absolute_url()),
        "inLanguage": "nl",
        "provider": _organisation("Lerend werken"),
    }


def script(data, nonce):
    """The data as a script element; nothing in it can end that element."""
    told = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(UNSAFE)
    return format_html(
        '<script type="application/ld+json" nonce="{}">{}</script>',
        nonce,
        mark_safe(told),  # noqa: S308 (translated in the line before)
    )


def _places(gathering):
    online = {"@type": "VirtualLocation", "url": _full(gathering.get_absolute_url())}
    return [_place(gathering)] * gathering.is_on_site + [online] * gathering.is_online


def _place(gathering):
    town = str(gathering.municipality or "")
    address = {
        "@type": "PostalAddress",
        "streetAddress": gathering.address,
        "addressLocality": town,
        "addressCountry": "NL",
    }
    return {"@type": "Place", "name": gathering.venue or town or "Op locatie", "address": address}


def _organisation(name):
    return {"@type": "Organization", "name": name}


def _full(path):
    return settings.SITE_URL + path
