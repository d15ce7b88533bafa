"""What the mails say: an opening of their own, then the same facts, by the facts of now."""

import re

from django.template.loader import render_to_string

from portal.mail.letters import Letter

from . import company, links, words


def write(template, about, *, now, calendars=(), reply_to=None, unsubscribe_url=None, **context):
    """The letter of ``template`` to who takes part; an answer goes to who made the gathering."""
    participation = about.participation
    context |= facts(participation, about.standing, now) | {"unsubscribe_url": unsubscribe_url}
    return _letter(
        template,
        participation.user.email,
        context,
        calendars=calendars,
        reply_to=reply_to or _maker(participation.gathering),
        unsubscribe_url=unsubscribe_url,
    )


def _maker(gathering):
    """The address of who made it, if she is still here; otherwise that of the portal is used."""
    maker = gathering.created_by
    return maker.email if maker and maker.is_active else None


def to_organiser(template, gathering, user, *, now, **context):
    """The letter of ``template`` to who organises, with the way to her list."""
    context |= _about(gathering, gathering.moments.standing(), now) | {"name": user.name}
    context["page_url"] += "deelnemers/"
    return _letter(template, user.email, context)


def _letter(template, to, context, **fields):
    """The first line of ``template`` is the subject, «words: address» a button.

    Only an address of the portal: an organiser's own words make no button to elsewhere.
    """
    rendered = render_to_string(template, context).replace("\r\n", "\n")  # as browsers send it
    subject, _, opening = rendered.partition("\n")
    paragraphs = re.split(r"\n\s*\n", opening.strip())
    context |= {"subject": subject, "paragraphs": paragraphs}
    button = re.compile(rf"(?P<label>[^\n]+): (?P<url>{re.escape(words.full_url('/'))}\S*)")
    context["parts"] = [button.fullmatch(each) or each for each in paragraphs]
    return Letter(
        to=to,
        subject=subject,
        text=render_to_string("gatherings/mail/letter.txt", context).strip() + "\n",
        html=render_to_string("gatherings/mail/letter.html", context),
        **fields,
    )


def facts(participation, moments, now):
    return _about(participation.gathering, moments, now) | {
        "participation": participation,
        "name": participation.user.name,
        "video_link": _video_link(participation),
        "colleagues": company.colleagues_of(participation) if participation.is_seated else None,
        "leave_url": _leave_url(participation, now),
    }


def _about(gathering, moments, now):
    return {
        "gathering": gathering,
        "noun": gathering._meta.verbose_name,
        "moments": [words.when(moment, now) for moment in moments],
        "where": words.where(gathering),
        "route_url": words.route_url(gathering),
        "has_free_place": gathering.has_free_place(now),
        "page_url": words.full_url(gathering.get_absolute_url()),
    }


def _video_link(participation):
    gathering = participation.gathering
    if participation.is_seated and gathering.is_online and not gathering.cancelled_at:
        return gathering.video_link
    return ""


def _leave_url(participation, now):
    gathering = participation.gathering
    can_leave = not gathering.cancelled_at and gathering.starts_at > now
    if participation.is_active and can_leave:
        return links.url_of(links.LEAVE, participation)
    return ""
