from django import template

from portal.discovery import structured

register = template.Library()


@register.simple_tag(takes_context=True)
def article_data(context, case, version, owners, themes):
    data = structured.article(
        version,
        address=case.get_absolute_url(),
        published_at=case.published_at,
        owners=owners,
        themes=themes,
    )
    return structured.script(data, context["CSP_NONCE"])


@register.simple_tag(takes_context=True)
def course_data(context, course):
    return structured.script(structured.course(course), context["CSP_NONCE"])


@register.simple_tag(takes_context=True)
def event_data(context, gathering):
    return structured.script(structured.event(gathering), context["CSP_NONCE"])
