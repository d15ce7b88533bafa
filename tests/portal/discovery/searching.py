"""Asking the search page, and reading what it found."""

from django.urls import reverse

SEARCH = reverse("discovery:search")


def search(client, words="", **ticked):
    return client.get(SEARCH, {"q": words} | ticked)


def titles(response):
    return [hit.row.title for hit in response.context["found"].page]


def options(response, key):
    facets = response.context["found"].facets
    (facet,) = [facet for facet in facets if facet["key"] == key]
    return {option["label"]: option["count"] for option in facet["options"]}
