import pytest
from django.urls import reverse

from cases import auditing
from cases.actions import deleting, review, writing
from cases.models import CaseStudy, State, StepRefusedError, Unsaved, Version
from portal.notifications.models import Notification
from tests.factories.cases import NOW, make_case, make_text, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import make_administrator, make_organisation_editor, make_user


@pytest.fixture
def editor(client):
    editor = make_organisation_editor(make_municipality("Soest"), name="Greet Gemeente")
    client.force_login(editor)
    return editor


def address_of(case):
    return reverse("cases:delete", args=[case.slug])


def test_a_concept_is_deleted_after_it_was_asked(client, editor):
    version = make_version("Geheim", organisations=[editor.organisation], quotes=[{"text": "Ssst"}])
    address = address_of(version.case)
    assert address in client.get(version.case.get_absolute_url()).text

    asked = client.get(address).text
    assert "«Geheim» met alles wat erin staat" in asked
    assert Version.objects.exists()
    told = client.get(client.post(address).url).text

    assert "Het concept is verwijderd." in told
    assert not CaseStudy.objects.exists()
    assert client.get(address).status_code == 404


def test_of_what_was_deleted_only_the_history_knows_and_it_has_no_words(client, editor):
    version = make_version("Geheim", organisations=[editor.organisation])
    slug = version.case.slug
    client.post(address_of(version.case))
    client.force_login(make_administrator())

    page = client.get(reverse("cases:audit", args=[version.case_id])).text

    assert "Dit praktijkvoorbeeld is verwijderd." in page
    assert "Praktijkvoorbeeld weggehaald" in page
    assert "Greet Gemeente" in page
    listed = client.get(reverse("cases:deleted")).text
    assert f"Praktijkvoorbeeld {version.case_id}" in listed
    assert "Greet Gemeente" in listed
    events = str(list(auditing.of_case(version.case_id)))
    for word in ("Geheim", slug):
        assert word not in page + listed + events


def test_a_next_version_goes_and_what_is_published_stays(client, editor):
    case = make_case("Online", organisations=[editor.organisation])
    writing.write(case, by=editor, now=NOW, text=make_text("Volgende"))
    Unsaved.objects.create(case=case, step="verhaal", writer=editor, data={"a": ["b"]}, at=NOW)

    asked = client.get(address_of(case)).text
    assert "alleen de nieuwe versie van «Volgende»" in asked
    client.post(address_of(case))

    assert case.versions.get() == case.published
    assert not Unsaved.objects.exists()
    assert client.get(case.get_absolute_url()).status_code == 200
    assert writing.write(case, by=editor, now=NOW, text=make_text("Nog eens")).number == 2


def test_only_the_editors_of_the_organisation_that_leads_and_only_a_concept(client, editor):
    lead, shares = make_municipality("Vaals"), editor.organisation
    theirs = make_version(organisations=[lead, shares]).case
    handed_in = make_version(organisations=[shares], state=State.SUBMITTED).case
    mine = make_version(organisations=[shares]).case

    for case in (theirs, handed_in):
        assert client.post(address_of(case)).status_code == 404
        assert address_of(case) not in client.get(case.get_absolute_url()).text
    client.force_login(make_user(organisation=shares))
    assert client.post(address_of(mine)).status_code == 404
    client.logout()
    assert client.post(address_of(mine)).status_code == 302
    assert CaseStudy.objects.count() == 3


def test_what_was_handed_in_meanwhile_is_kept_and_said_so(client, editor, monkeypatch):
    version = make_version(organisations=[editor.organisation])
    stale = Version.objects.get()
    review.hand_in(version, by=None, now=NOW)

    with pytest.raises(StepRefusedError):
        deleting.delete_concept(stale)
    monkeypatch.setattr(
        "cases.models.version.VersionQuerySet.deletable_by", lambda all_, user: all_
    )
    told = client.get(client.post(address_of(version.case)).url).text

    assert "Dit is geen concept meer, dus het blijft bewaard." in told
    assert Version.objects.get() == version


def test_a_visitor_deletes_nothing(client):
    from django.contrib.auth.models import AnonymousUser

    make_version()

    assert not Version.objects.deletable_by(AnonymousUser()).exists()


def test_archiving_and_bringing_back_is_in_the_history_and_told_to_no_follower(client, editor):
    case = make_case(organisations=[editor.organisation])
    told = Notification.objects.count()
    client.post(reverse("cases:archive", args=[case.slug]), {"reason": "Verouderd."})
    client.post(reverse("cases:bring_back", args=[case.slug]))

    events = list(auditing.of_case(case.pk))

    lines = [(line.what, line.who) for line in auditing.lines_of(events)]
    assert ("Praktijkvoorbeeld gewijzigd: gearchiveerd (Verouderd.)", editor) in lines
    assert ("Praktijkvoorbeeld gewijzigd: staat online", editor) in lines
    assert Notification.objects.count() == told


def test_the_list_of_what_was_deleted_may_be_empty(client):
    client.force_login(make_administrator())

    assert "Er is nog niets verwijderd." in client.get(reverse("cases:deleted")).text
