import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cases.models import State, Version
from tests.factories.cases import NOW, make_case, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor, make_user

QUEUE = "/redactie/"
POSTS = ("take", "publish", "request_changes", "reject")


@pytest.fixture
def editor(client):
    editor = make_editor(name="Rik Redactie")
    client.force_login(editor)
    return editor


def post(client, page, version, **data):
    return client.post(reverse(f"cases:{page}", args=[version.pk]), data)


@pytest.mark.parametrize("page", ["review", *POSTS])
def test_the_editors_only(client, page):
    soest = make_municipality()
    version = make_version(organisations=[soest], state=State.SUBMITTED)

    for user in (make_user(), make_organisation_editor(soest)):
        client.force_login(user)
        assert client.get(QUEUE).status_code == 404
        assert post(client, page, version, reason="Nee.").status_code == 404
    assert Version.objects.get().state == State.SUBMITTED


@pytest.mark.parametrize("page", POSTS)
def test_looking_changes_nothing(client, editor, page):
    version = make_version(state=State.IN_REVIEW)

    assert client.get(reverse(f"cases:{page}", args=[version.pk])).status_code == 405


def test_a_concept_is_not_for_the_editors(client, editor):
    version = make_version()

    assert client.get(reverse("cases:review", args=[version.pk])).status_code == 404


@pytest.mark.parametrize("state", [state for state in State if state != State.CONCEPT])
def test_the_page_of_a_version_in_each_state(client, editor, state):
    version = make_version("Leren", state=state, sections=[{"kind": "context", "body": "Waarom"}])

    page = client.get(reverse("cases:review", args=[version.pk])).text

    assert "Waarom" in page
    assert ("Neem in beoordeling" in page) == (state == State.SUBMITTED)
    assert ("Publiceer" in page) == (state == State.IN_REVIEW)


def test_taken_and_published(client, editor):
    version = make_version("Leren", state=State.SUBMITTED)

    taken = client.get(post(client, "take", version).url).text
    assert "Jij hebt dit voorbeeld nu." in taken
    assert "Rik Redactie heeft dit nu." in taken
    published = client.get(post(client, "publish", version).url).text

    assert "Het voorbeeld staat online." in published
    assert client.get(version.case.get_absolute_url()).status_code == 200
    version.case.refresh_from_db()
    assert version.case.published == version


@pytest.mark.parametrize(
    ("page", "state"),
    [("request_changes", State.CHANGES_REQUESTED), ("reject", State.REJECTED)],
)
def test_asking_and_refusing_say_why(client, editor, page, state):
    version = make_version(state=State.IN_REVIEW)

    empty = post(client, page, version, reason=" ")
    assert empty.status_code == 422
    assert "Schrijf erbij waarom" in empty.text
    post(client, page, version, reason="Wat kostte het?")

    step = version.steps.order_by("-pk").first()
    assert (step.to_state, step.by, step.reason) == (state, editor, "Wat kostte het?")


def test_a_step_that_cannot_be_taken_is_told(client, editor):
    version = make_case().published

    response = post(client, "publish", version)

    assert "kan niet van «gepubliceerd» naar «gepubliceerd»" in client.get(response.url).text
    assert version.steps.filter(at__gt=NOW).count() == 0


def test_what_was_rewritten_meanwhile_is_read_before_it_is_published(client):
    version = make_version(state=State.IN_REVIEW)
    client.force_login(make_editor())
    page = client.get(reverse("cases:review", args=[version.pk]))
    read = re.search(r'name="gelezen" value="([^"]+)"', page.text)[1]
    Version.objects.update(saved_at=NOW + timedelta(hours=1))

    refused = client.post(reverse("cases:publish", args=[version.pk]), {"gelezen": read})

    assert "Lees hem eerst opnieuw." in client.get(refused.url).text
    assert Version.objects.get().state == State.IN_REVIEW
