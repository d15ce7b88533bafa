"""What search engines may find: only what a visitor may read."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from . import sources
from .rows import Row


class PageSitemap(Sitemap):
    def items(self):
        return ["home", "themes", "organisations", "agenda"]

    def location(self, item):
        return reverse(f"discovery:{item}")


class SourceSitemap(Sitemap):
    """All things of one kind."""

    def __init__(self, source):
        self.source = source

    def items(self):
        rows = self.source.rows(self.source.published(AnonymousUser()))
        return rows.order_by("-row_published_at", "row_address")

    def location(self, item):
        return Row(*item).url

    def lastmod(self, item):
        return Row(*item).published_at


sitemaps = {
    "paginas": PageSitemap,
} | {source.kind: SourceSitemap(source) for source in sources.all_sources()}
