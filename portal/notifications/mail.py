"""The mails with news, by the facts at the time of sending."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from portal.accounts.models import User
from portal.keys import model_and_pk
from portal.mail.kinds import Kind, register
from portal.mail.letters import Letter

from . import links, news
from .mailing import DIGEST_MAIL, NOW_MAIL
from .models import Choice
from .notifications import DIGEST
from .preferences import choice_of, choices_of

GONE = "Deze persoon heeft geen account meer."
READ = "Zij heeft het al gelezen, of het is weg."
OFF = "Zij heeft dit uitgezet."
NOW_TEMPLATES = ("notifications/mail/now.txt", "notifications/mail/now.html")
DIGEST_TEMPLATES = ("notifications/mail/digest.txt", "notifications/mail/digest.html")
MOST = 30  # told in one mail; the rest is in the portal


def _now_still_due(row, now):
    person = _person(row)
    if person is None:
        return GONE
    told = _news(row, person, now)
    if told is None:
        return READ
    return OFF if choice_of(person, told.kind.name) == Choice.OFF else ""


def _render_now(row, now):
    person = _person(row)
    told = _news(row, person, now)
    subject = f"{told.kind.told}: {told.thing.title}"
    url = links.unsubscribe_url(person, told.kind.name)
    return _letter(NOW_TEMPLATES, person, subject, url, news=told)


def _digest_still_due(row, now):
    person = _person(row)
    if person is None:
        return GONE
    if choice_of(person, DIGEST.name) == Choice.OFF:
        return OFF
    return "" if _digest(row, person, now) else READ


def _render_digest(row, now):
    person = _person(row)
    told = _digest(row, person, now)
    others = f" en nog {len(told) - 1}" if len(told) > 1 else ""
    subject = f"Nieuw deze week: {told[0].thing.title}{others}"
    url = links.unsubscribe_url(person, DIGEST.name)
    context = {"news": told[:MOST], "more": len(told) - MOST}
    return _letter(DIGEST_TEMPLATES, person, subject, url, **context)


def _person(row):
    _, pk = model_and_pk(row.recipient)
    return User.objects.with_rights().filter(pk=pk, is_active=True).first()


def _news(row, person, now):
    """The one piece of news, or None when she read it or may not see it any more."""
    _, pk = model_and_pk(row.subject)
    found = person.notifications.unread().filter(pk=pk)
    return next(iter(_worth_telling(found, person, now)), None)


def _digest(row, person, now):
    """What she did not read yet of that week, by kind."""
    choices = {kind.name: place for place, kind in enumerate(_wanted(person))}
    found = person.notifications.unread().filter(digest=row.occasion, kind__in=choices)
    told = _worth_telling(found.order_by("pk"), person, now)
    return sorted(told, key=lambda one: choices[one.kind.name])


def _wanted(person):
    return [kind for kind, choice in choices_of(person).items() if choice != Choice.OFF]


def _worth_telling(notifications, person, now):
    """What she may see, and is not over yet."""
    told = news.told(notifications, person)
    return [one for one in told if one.thing and not one.thing.is_over(now)]


def _letter(templates, person, subject, unsubscribe_url, **context):
    context |= {
        "subject": subject,
        "name": person.name,
        "site_url": settings.SITE_URL,
        "preferences_url": settings.SITE_URL + reverse("notifications:preferences"),
        "notifications_url": settings.SITE_URL + reverse("notifications:notifications"),
        "unsubscribe_url": unsubscribe_url,
    }
    text, html = (render_to_string(template, context) for template in templates)
    return Letter(
        to=person.email,
        subject=subject,
        text=text.strip() + "\n",
        html=html,
        unsubscribe_url=unsubscribe_url,
    )


register(Kind(NOW_MAIL, "Nieuws, meteen", _now_still_due, _render_now))
register(Kind(DIGEST_MAIL, "Weekmail", _digest_still_due, _render_digest))
