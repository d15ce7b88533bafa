from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture

from cases.actions import kinds, media, review
from cases.models import Attachment, Image, State, Version
from cases.models.contents import contents_of
from portal.files.models import File
from tests.factories.cases import NOW, bring, make_case, make_version
from tests.factories.files import make_file
from tests.factories.organisations import make_municipality
from tests.factories.people import make_editor, make_organisation_editor, make_user
from tests.typing_in import form_of


@pytest.fixture
def writer(client):
    writer = make_organisation_editor(make_municipality("Soest"))
    client.force_login(writer)
    return writer


@pytest.fixture
def case(writer):
    return make_version("Leren", organisations=[writer.organisation]).case


def picture(name="foto.png"):
    drawn = BytesIO()
    Picture.new("RGB", (40, 30), "teal").save(drawn, "PNG")
    return SimpleUploadedFile(name, drawn.getvalue())


def address(case, what):
    return reverse(f"cases:{what}", args=[case.slug])


def step(case):
    return reverse("cases:step", args=[case.slug, "beeld"])


def test_a_picture_is_added_described_and_shown(client, case):
    typed = {"file": picture(), "alt_text": "Een bord", "caption": "Op de muur"}

    response = client.post(address(case, "add_image"), typed)

    assert response.url == step(case)
    image = Image.objects.get()
    assert image.file.small_url in client.get(step(case)).text
    form = form_of(client.get(step(case)), "schrijven") | {"images-0-credit": "Fien Fictief"}
    client.post(step(case), form)
    page = client.get(reverse("cases:work", args=[case.slug])).text
    assert 'alt="Een bord"' in page
    assert "Beeld: Fien Fictief" in page


def test_a_document_is_added_and_taken_away(client, case, writer):
    file = make_file(by=writer)
    media.add(case, Attachment, by=writer, now=NOW, file=file, title="Het plan")
    page = client.get(reverse("cases:work", args=[case.slug])).text
    assert file.get_absolute_url() in page
    assert "Het plan" in page

    form = form_of(client.get(step(case)), "schrijven")
    client.post(step(case), form | {"weg": "attachments-0"})

    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("what", "typed", "sentence"),
    [
        ("add_image", {}, "Kies een bestand."),
        ("add_image", {"alt_text": "Een bord", "is_decorative": "on"}, "of vink"),
        ("add_attachment", {"title": "Het plan"}, "Kies een bestand."),
    ],
)
def test_what_lacks_is_told_and_what_was_typed_stays(client, case, what, typed, sentence):
    response = client.post(address(case, what), typed)

    assert response.status_code == 422
    assert sentence in response.text
    assert typed.get("title", "") in response.text


def test_what_is_no_picture_is_refused_at_the_field(client, case):
    wrong = SimpleUploadedFile("foto.png", b"<script>alert(1)</script>")

    response = client.post(address(case, "add_image"), {"file": wrong})

    assert response.status_code == 422
    assert not File.objects.exists()


def test_nothing_is_added_while_the_editors_have_it(client, writer):
    case = make_version(organisations=[writer.organisation], state=State.SUBMITTED).case

    response = client.post(address(case, "add_image"), {"file": picture()})

    assert "ligt nu bij de redactie" in client.get(response.url).text
    assert not Image.objects.exists()


def test_typing_makes_no_picture(client, case):
    form = form_of(client.get(step(case)), "schrijven")
    form |= {"images-TOTAL_FORMS": "1", "images-0-alt_text": "Uit het niets"}

    client.post(step(case), form)

    assert not Image.objects.exists()


def test_a_file_is_read_by_who_may_read_the_case(client, writer):
    version = make_version(organisations=[writer.organisation])
    file = make_file()
    media.add(version.case, Image, by=writer, now=NOW, file=file)

    def status(user):
        client.logout()
        if user:
            client.force_login(user)
        return client.get(file.get_absolute_url()).status_code

    stranger, editor = make_user(), make_editor()
    assert [status(user) for user in (writer, stranger, editor, None)] == [200, 404, 404, 404]
    bring(version, State.IN_REVIEW)
    assert [status(user) for user in (stranger, editor)] == [404, 200]
    review.publish(Version.objects.get(), by=None, now=NOW)
    assert [status(user) for user in (stranger, None)] == [200, 200]


def test_the_next_version_shows_the_same_files_and_the_old_one_keeps_them(writer):
    version = make_version(organisations=[writer.organisation])
    media.add(version.case, Image, by=writer, now=NOW, file=make_file(), alt_text="Een bord")
    bring(version, State.PUBLISHED)

    media.add(version.case, Image, by=writer, now=NOW, file=make_file(), alt_text="Een stoel")

    first, second = Version.objects.order_by("number")
    assert [image.alt_text for image in contents_of(first).images] == ["Een bord"]
    assert [image.alt_text for image in contents_of(second).images] == ["Een bord", "Een stoel"]


def test_a_hidden_organisation_is_in_no_name_of_a_file():
    case = make_case(kind="wat-niet-werkte", hides_organisation=True)
    image = make_file(name="stadhuis-soest.png")
    media.add(case, Image, by=None, now=NOW, file=image, credit="Fien van Soest")
    version = case.work()

    kinds.settle(case, version)

    (shown,) = contents_of(version).images
    assert (shown.file.name, shown.credit) == ("image.webp", "")


def test_pictures_and_documents_are_called_by_what_they_show():
    assert str(Image(alt_text="Een bord")) == "Een bord"
    assert str(Image()) == "afbeelding"
    assert str(Attachment(title="Het plan")) == "Het plan"


def test_the_files_of_a_case_are_in_its_data(client, writer):
    version = make_version(organisations=[writer.organisation])
    file = make_file()
    media.add(version.case, Image, by=writer, now=NOW, file=file, alt_text="Een bord")
    bring(version, State.PUBLISHED)

    data = client.get(address(version.case, "data")).json()

    (told,) = data["files"]
    assert told["address"].endswith(file.get_absolute_url())
    assert told["alt_text"] == "Een bord"
