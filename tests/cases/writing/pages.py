"""The pages on which a case is written, as a browser opens and sends them."""

from django.urls import reverse

from tests.typing_in import form_of

CREATE = "/praktijkvoorbeelden/indienen/"


def address_of(case, step="kort"):
    return reverse("cases:step", args=[case.slug, step])


def opened(client, case, step):
    """The form of a step, as her browser has it."""
    return form_of(client.get(address_of(case, step)), "schrijven")


def save(client, case, step, form, **presses):
    return client.post(address_of(case, step), form | presses)


def autosave(client, case, step, form):
    return client.post(address_of(case, step), form, headers={"HX-Request": "true"})


def owners_of(case):
    return {ownership.organisation for ownership in case.ownerships.all()}
