from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from portal.accounts.mail import send
from portal.mail.models import Mail, NightlyCheck, Sending, SuppressedAddress
from tests.factories.mail import NOW, make_kind, make_mail
from tests.factories.people import make_administrator, make_editor, make_user

LIST = reverse_lazy("admin:mail_mail_changelist")
HOLD, RELEASE = reverse_lazy("admin:mail_hold"), reverse_lazy("admin:mail_release")


@pytest.fixture
def administrator(client):
    administrator = make_administrator()
    client.force_login(administrator)
    return administrator


def act(client, action, *chosen):
    data = {"action": action, "_selected_action": [row.pk for row in chosen]}
    return client.post(LIST, data, follow=True)


def told(response):
    return [str(message) for message in response.context["messages"]]


def noted(administrator):
    """What the audit log says that she did."""
    entries = LogEntry.objects.filter(user=administrator).order_by("pk")
    return [(entry.object_id, entry.get_change_message()) for entry in entries]


def found(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def failed(**fields):
    mail = make_mail(**fields)
    Mail.objects.filter(pk=mail.pk).settle("failed", answer="550", now=NOW)
    return mail


@pytest.mark.usefixtures("administrator")
def test_mail_is_found_by_its_subject(client):
    wanted, _ = make_mail(), make_mail()

    assert found(client, q=wanted.subject) == [wanted]
    assert found(client, q=wanted.message_id) == [wanted]


@pytest.mark.usefixtures("administrator")
def test_mail_is_found_by_address_sign_in_mail_too(client):
    wim = make_user(email="wim@soest.example")
    reminder = make_mail(recipient=f"accounts.user:{wim.pk}")
    make_mail()
    context = {"code": "123456", "user": wim}
    sign_in = send("account/email/login_code.txt", wim.email, context, now=timezone.now())

    assert set(found(client, q=" Wim@soest.example")) == {reminder, sign_in}
    assert found(client, q="niemand@soest.example") == []


@pytest.mark.usefixtures("administrator")
def test_mail_is_filtered_by_kind_and_state(client):
    wanted, other = make_mail(), make_mail(make_kind())
    Mail.objects.filter(pk=other.pk).settle("accepted", answer="250", now=NOW)

    assert found(client, kind=wanted.kind) == [wanted]
    assert found(client, state__exact="accepted") == [other]


@pytest.mark.usefixtures("administrator")
def test_a_kind_of_a_version_that_is_gone_is_shown_by_its_name(client):
    mail = make_mail()
    Mail.objects.filter(pk=mail.pk).update(kind="oud.bericht")

    assert "oud.bericht" in client.get(LIST).content.decode()


@pytest.mark.usefixtures("administrator")
def test_mail_is_read_only_and_keeps_its_secret(client):
    mail = make_mail(payload=b"123456")
    address = reverse("admin:mail_mail_change", args=[mail.pk])

    page = client.get(address).content.decode()

    assert mail.message_id.strip("<>") in page
    assert 'name="_save"' not in page
    assert "versleuteld" not in page
    assert client.post(address, {"state": "accepted"}).status_code == 404


def accepted(**fields):
    mail = make_mail(**fields)
    Mail.objects.filter(pk=mail.pk).settle("accepted", answer="250", now=NOW)
    return mail


DROP, AGAIN = "Intrekken: niet meer versturen", "Opnieuw versturen"
BACK = "Teruggekomen in ons postvak"


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize(
    ("make", "fields", "expected"),
    [
        (make_mail, {}, [DROP]),
        (failed, {}, [AGAIN]),
        (failed, {"urgent": True}, []),
        (accepted, {}, [BACK]),
    ],
)
def test_the_page_of_a_mail_has_the_button_that_fits(client, make, fields, expected):
    mail = make(**fields)

    page = client.get(reverse("admin:mail_mail_change", args=[mail.pk])).content.decode()

    assert [each for each in (DROP, AGAIN, BACK) if f'value="{each}"' in page] == expected


def test_what_came_back_is_noted_and_can_be_sent_again(client, administrator):
    mail, planned = accepted(), make_mail()

    response = act(client, "bounced", mail, planned)

    assert told(response) == ["Teruggekomen: 1 van 2."]
    mail.refresh_from_db()
    assert (mail.state, mail.answer) == ("bounced", "Teruggekomen, gemeld door een beheerder.")
    assert noted(administrator) == [(str(mail.pk), "Teruggekomen.")]
    assert told(act(client, "send_again", mail)) == ["Opnieuw te versturen: 1 van 1."]


def test_failed_mail_is_sent_again(client, administrator):
    mail, sent, sign_in = failed(), make_mail(), failed(urgent=True)
    Mail.objects.filter(pk=sent.pk).settle("accepted", answer="", now=NOW)

    response = act(client, "send_again", mail, sent, sign_in)

    assert told(response) == ["Opnieuw te versturen: 1 van 3."]
    assert dict(Mail.objects.values_list("pk", "state")) == {
        mail.pk: "retry",
        sent.pk: "accepted",
        sign_in.pk: "failed",
    }
    assert noted(administrator) == [(str(mail.pk), "Opnieuw versturen.")]


def test_planned_mail_is_dropped_for_good(client, administrator):
    mail, sent = make_mail(), make_mail()
    Mail.objects.filter(pk=sent.pk).settle("accepted", answer="", now=NOW)

    response = act(client, "drop", mail, sent)

    assert told(response) == ["Ingetrokken: 1 van 2."]
    mail.refresh_from_db()
    assert (mail.state, mail.answer) == ("skipped", "Ingetrokken door een beheerder.")
    assert noted(administrator) == [(str(mail.pk), "Ingetrokken door een beheerder.")]


def test_sending_is_held_with_a_reason_and_released(client, administrator):
    response = client.post(HOLD, {"reason": "Back-up teruggezet."}, follow=True)

    assert told(response) == ["De post staat stil: Back-up teruggezet."]
    page = response.content.decode()
    assert "De post is stilgezet: Back-up teruggezet." in page
    assert "Er gaat niets uit tot iemand de post vrijgeeft." in page

    response = client.post(RELEASE, follow=True)

    assert told(response) == ["De post is vrijgegeven."]
    assert "De post gaat uit" in response.content.decode()
    assert Sending.objects.current().held_at is None
    assert noted(administrator) == [
        ("1", "De post staat stil: Back-up teruggezet."),
        ("1", "De post is vrijgegeven."),
    ]


@pytest.mark.usefixtures("administrator")
def test_a_hold_without_a_reason_says_where_it_came_from(client):
    client.post(HOLD, {"reason": " "})

    assert Sending.objects.current().held_reason == "Stilgezet in het beheer."


@pytest.mark.usefixtures("administrator")
def test_the_page_says_that_the_server_is_tried_and_how_much_waits(client):
    Sending.objects.trip("535 Wrong password", NOW)
    now = timezone.now()
    times = {"due_at": now, "not_after": now + timedelta(days=1)}
    make_mail(**times)

    page = client.get(LIST).content.decode()
    assert "Elk kwartier gaat er één bericht op proef." in page
    assert "wacht 1 bericht om nu weg te gaan" in " ".join(page.split())

    make_mail(**times)
    page = client.get(LIST).content.decode()
    assert "wachten 2 berichten om nu weg te gaan" in " ".join(page.split())


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("address", [HOLD, RELEASE])
def test_looking_switches_nothing(client, address):
    Sending.objects.hold("Teruggezet.", NOW)

    assert client.get(address).status_code == 404
    assert Sending.objects.current().held_reason == "Teruggezet."


@pytest.mark.parametrize("make", [make_user, make_editor])
def test_others_do_not_see_it_and_switch_nothing(client, make):
    client.force_login(make())

    assert client.get(LIST, follow=True).status_code == 404
    for address in (HOLD, RELEASE):
        assert client.post(address, follow=True).status_code == 404
    assert Sending.objects.count() == 0


@pytest.mark.usefixtures("administrator")
def test_an_address_that_works_again_is_taken_off_the_list(client):
    SuppressedAddress.objects.suppress("wim@soest.example", "550", NOW)
    address = SuppressedAddress.objects.get()

    page = client.get(reverse("admin:mail_suppressedaddress_changelist"))
    assert str(address) in page.content.decode()
    client.post(reverse("admin:mail_suppressedaddress_delete", args=[address.pk]), {"post": "yes"})

    assert SuppressedAddress.objects.count() == 0


@pytest.mark.usefixtures("administrator")
def test_what_the_nights_found_is_read(client):
    check = NightlyCheck.objects.create(
        name="proef", night=NOW.date(), findings=["De teller klopt niet."], done_at=NOW
    )

    assert client.get(reverse("admin:mail_nightlycheck_changelist")).status_code == 200
    page = client.get(reverse("admin:mail_nightlycheck_change", args=[check.pk]))
    assert "De teller klopt niet." in page.content.decode()


@pytest.mark.usefixtures("administrator")
def test_nothing_is_added_or_deleted_by_hand(client):
    mail = make_mail()

    assert client.get(reverse("admin:mail_mail_add")).status_code == 404
    assert client.get(reverse("admin:mail_mail_delete", args=[mail.pk])).status_code == 404
