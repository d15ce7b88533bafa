"""When and where, in words."""

from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.utils.formats import date_format

from . import clock

_NEAR = {0: "vandaag", 1: "morgen"}


def day(moment, now):
    """«morgen, donderdag 3 december 2026»."""
    start = clock.local(moment.starts_at)
    near = _NEAR.get((start.date() - clock.local(now).date()).days)
    written = date_format(start, "l j F Y")
    return f"{near}, {written}" if near else written


def when(moment, now):
    """«donderdag 3 december 2026, 13:00–16:00 uur»; the day of the end only when it is another."""
    start, end = clock.local(moment.starts_at), clock.local(moment.ends_at)
    until = f"{end:%H:%M} uur"
    if start.date() != end.date():
        until = f"{date_format(end, 'l j F')} {until}"
    return f"{day(moment, now)}, {start:%H:%M}–{until}"


def address(gathering):
    """«Raadhuis, Raadhuisplein 1, Soest»; empty where there is nothing to travel to."""
    if not gathering.is_on_site:
        return ""
    known = [part for part in [gathering.venue, gathering.address] if part]
    town = gathering.municipality.short_name if gathering.municipality else ""
    if not any(town in part for part in known[-1:]):
        known.append(town)
    return ", ".join(known)


def end(until):
    """«maandag 7 december» for the midnight after it, «maandag 7 december 13:00 uur» otherwise."""
    local = clock.local(until)
    if local.time() == clock.MIDNIGHT:
        return date_format(local - timedelta(days=1), "l j F")
    return f"{date_format(local, 'l j F H:i')} uur"


def where(gathering):
    """The address, «online», or both."""
    online = "online" if gathering.is_online else ""
    return " en ".join(part for part in [address(gathering), online] if part)


def route_url(gathering):
    """A map of the address."""
    query = address(gathering)
    return query and "https://www.openstreetmap.org/search?" + urlencode({"query": query})


def full_url(path):
    return f"{settings.SITE_URL}{path}"
