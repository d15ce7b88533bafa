"""The apps' own kinds of gatherings, of which this room knows no names."""

from django.apps import apps


def kinds_of(abstract):
    """The models that are a kind of ``abstract``: Gathering, Participation or Reservation."""
    return [model for model in apps.get_models() if issubclass(model, abstract)]
