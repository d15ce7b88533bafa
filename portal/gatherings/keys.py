"""The text by which a mail row names what it is about: «communities.registration:12»."""

from django.apps import apps


def key_of(row):
    return f"{row._meta.label_lower}:{row.pk}"


def model_and_pk(key):
    label, pk = key.split(":")
    return apps.get_model(label), int(pk)
