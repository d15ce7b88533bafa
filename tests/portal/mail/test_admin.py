import pytest
from django.urls import reverse, reverse_lazy

from portal.mail.models import Mail, Sending, SuppressedAddress
from tests.factories.mail import NOW, make_mail
from tests.factories.people import make_administrator, make_user

LIST = reverse_lazy("admin:mail_mail_changelist")


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


def failed(**fields):
    mail = make_mail(**fields)
    Mail.objects.filter(pk=mail.pk).settle("failed", answer="550", now=NOW)
    return mail


@pytest.mark.usefixtures("administrator")
def test_mail_is_found_by_its_subject(client):
    wanted, other = make_mail(), make_mail()

    response = client.get(LIST, {"q": wanted.subject})

    assert response.status_code == 200
    assert list(response.context["cl"].result_list) == [wanted]
    assert other.subject not in response.content.decode()


@pytest.mark.usefixtures("administrator")
def test_mail_is_read_only_and_keeps_its_secret(client):
    mail = make_mail(payload=b"123456")
    address = reverse("admin:mail_mail_change", args=[mail.pk])

    page = client.get(address).content.decode()

    assert mail.message_id.strip("<>") in page
    assert 'name="_save"' not in page
    assert "versleuteld" not in page
    assert client.post(address, {"state": "accepted"}).status_code == 404


@pytest.mark.usefixtures("administrator")
def test_failed_mail_is_sent_again(client):
    mail, sent, sign_in = failed(), make_mail(), failed(urgent=True)
    Mail.objects.filter(pk=sent.pk).settle("accepted", answer="", now=NOW)

    response = act(client, "send_again", mail, sent, sign_in)

    assert told(response) == ["Opnieuw te versturen: 1 van 3."]
    assert dict(Mail.objects.values_list("pk", "state")) == {
        mail.pk: "retry",
        sent.pk: "accepted",
        sign_in.pk: "failed",
    }


@pytest.mark.usefixtures("administrator")
def test_sending_is_held_and_released(client):
    mail = make_mail()

    response = act(client, "hold", mail)
    assert told(response) == [
        "De post staat stil.",
        "De post is stilgezet: Stilgezet in het beheer.",
    ]

    response = act(client, "release", mail)
    assert told(response) == ["De post is vrijgegeven."]
    assert Sending.objects.current().held_at is None


@pytest.mark.usefixtures("administrator")
def test_an_address_that_works_again_is_taken_off_the_list(client):
    SuppressedAddress.objects.suppress("wim@soest.example", "550", NOW)
    address = SuppressedAddress.objects.get()

    page = client.get(reverse("admin:mail_suppressedaddress_changelist"))
    assert str(address) in page.content.decode()
    client.post(reverse("admin:mail_suppressedaddress_delete", args=[address.pk]), {"post": "yes"})

    assert SuppressedAddress.objects.count() == 0


@pytest.mark.usefixtures("administrator")
def test_nothing_is_added_or_deleted_by_hand(client):
    mail = make_mail()

    assert client.get(reverse("admin:mail_mail_add")).status_code == 404
    assert client.get(reverse("admin:mail_mail_delete", args=[mail.pk])).status_code == 404
    assert client.get(reverse("admin:mail_sending_changelist")).status_code == 200


def test_others_do_not_see_it(client):
    client.force_login(make_user())

    assert client.get(LIST, follow=True).status_code == 404
