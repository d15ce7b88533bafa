from django.utils.safestring import mark_safe

_TABLE = '<div class="lw-table-wrap" tabindex="0" role="region" aria-label="Tabel">'


def shown(html):
    """Stored text on a page. It was cleaned when it was saved, so it is not cleaned each time."""
    html = html.replace("<table>", f'{_TABLE}<table class="utrecht-table">')
    return mark_safe(html.replace("</table>", "</table></div>"))  # noqa: S308 - see RichTextColumn
