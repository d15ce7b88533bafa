from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 20


def page_of(items, request: HttpRequest, per_page=PER_PAGE) -> Page:
    """The page of ``items`` that ?pagina= asks for; the nearest one where it asks nonsense."""
    paginator = Paginator(items, per_page)
    try:
        number = int(request.GET.get("pagina", 1))
    except ValueError:
        number = 1
    return paginator.page(min(max(number, 1), paginator.num_pages))


def page_links(page: Page) -> list:
    """Numbers to show under a list, with ``None`` for a gap: 1 … 4 5 6 … 20."""
    last = page.paginator.num_pages
    near = {1, last, *range(max(1, page.number - 1), min(last, page.number + 1) + 1)}
    links, previous = [], 0
    for number in sorted(near):
        if number > previous + 1:
            links.append(None)
        links.append(number)
        previous = number
    return links
