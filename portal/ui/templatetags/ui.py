from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from portal.ui import art
from portal.ui.forms import in_groups
from portal.ui.paging import page_links
from portal.ui.prose import to_html
from portal.ui.richtext.showing import shown

register = template.Library()
register.filter("prose", to_html)
register.filter("richtext", shown)
register.filter("page_links", page_links)
register.filter("in_groups", in_groups)

ALERT_ICONS = {
    "info": "info-circle",
    "ok": "circle-check",
    "error": "alert-circle",
    "warning": "alert-triangle",
}
# Django's message levels, as the kinds of our alert.
MESSAGE_KINDS = {"success": "ok", "error": "error", "warning": "warning"}


@register.simple_tag
def icon(name, size="", label=""):
    """An icon of the sprite; decorative unless ``label`` says what it means."""
    css = f"lw-icon lw-icon--{size}" if size else "lw-icon"
    told = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true" focusable="false"')
    )
    return format_html(
        '<svg class="{}" {} viewBox="0 0 24 24"><use href="{}#{}"/></svg>',
        css,
        told,
        static("dist/icons.svg"),
        name,
    )


@register.simple_tag
def pattern(seed, columns=4, rows=3):
    return mark_safe(art.pattern(seed, columns, rows))  # noqa: S308 - drawn from numbers only


@register.simple_tag
def hero_art():
    return mark_safe(art.hero())  # noqa: S308 - a literal


@register.inclusion_tag("ui/breadcrumbs.html")
def breadcrumbs(*steps):
    """``{% breadcrumbs "Bijeenkomsten" url … title %}``: pairs of label and address, here last."""
    here = steps[-1] if len(steps) % 2 else ""
    return {"steps": list(zip(steps[:-1:2], steps[1::2], strict=False)), "here": here}


@register.simple_block_tag
def alert(content, soort="info", titel="", kop="h2"):
    """A message: info, ok, warning or error, with a heading when it has a ``titel``."""
    heading = format_html("<{0}>{1}</{0}>", mark_safe(kop), titel) if titel else ""  # noqa: S308
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{}"><div class="utrecht-alert__icon">{}</div>'
        '<div class="utrecht-alert__message">{}{}</div></div>',
        soort,
        icon(ALERT_ICONS[soort]),
        heading,
        content,
    )


@register.filter
def alert_kind(message):
    return MESSAGE_KINDS.get(message.level_tag, "info")


@register.filter
def initials(name):
    """«Fien van Voorbeeld» → FV."""
    words = [word for word in str(name).split() if word[0].isupper()] or str(name).upper().split()
    return words[0][0] + (words[-1][0] if len(words) > 1 else "") if words else "?"


@register.filter
def label_parts(label):
    """A choice may say «what|and a hint»."""
    return str(label).split("|", 1)


@register.filter
def daterange(moment):
    """When something with ``starts_at`` and ``ends_at`` is, on the clock of Amsterdam."""
    start, end = timezone.localtime(moment.starts_at), timezone.localtime(moment.ends_at)
    first = date_format(start, "l j F Y, H:i")
    same_day = start.date() == end.date()
    return f"{first}–{date_format(end, 'H:i' if same_day else 'l j F Y, H:i')}"


@register.simple_tag
def facts(*pairs):
    """A list of terms with what they are; a term without a value is left out."""
    told = [(term, value) for term, value in zip(pairs[::2], pairs[1::2], strict=True) if value]
    rows = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", told)
    return format_html('<dl class="lw-facts">{}</dl>', rows)
