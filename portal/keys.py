"""A row named in text, «communities.registration:12», by who may not import its model."""

from django.apps import apps


def key_of(row):
    return f"{row._meta.label_lower}:{row.pk}"


def model_and_pk(key):
    label, pk = key.split(":")
    return apps.get_model(label), int(pk)
