import pytest

from cases.models import Unsaved, Version
from cases.models.contents import contents_of
from tests.cases.writing.pages import address_of, autosave, opened, save
from tests.factories.people import (
    make_user,
)
from tests.factories.themes import make_theme
from tests.typing_in import form_of


def test_two_who_write_different_blocks_keep_both(client, case, writer):
    mine, theirs = opened(client, case, "verhaal"), opened(client, case, "verhaal")
    save(client, case, "verhaal", theirs | {"context-body": "Van haar"})

    save(client, case, "verhaal", mine | {"approach-body": "Van mij"})

    contents = contents_of(Version.objects.get())
    assert "Van haar" in contents.section("context")
    assert "Van mij" in contents.section("approach")


@pytest.fixture
def collision(client, case, writer):
    """The case, after a colleague saved what the writer also wrote."""
    colleague = make_user(organisation=writer.organisation, name="Cor Collega")
    other = type(client)()
    other.force_login(colleague)
    mine, theirs = opened(client, case, "verhaal"), opened(other, case, "verhaal")
    save(other, case, "verhaal", theirs | {"context-body": "Van haar"})
    response = save(client, case, "verhaal", mine | {"context-body": "Van mij"})
    assert response.status_code == 422
    return case


def test_two_who_write_one_block_see_both_texts(client, collision):
    page = client.get(address_of(collision, "verhaal")).text

    assert "Cor Collega bewaarde «Aanleiding» ook" in page
    assert "Van haar" in page
    assert "Van mij" in page
    assert "Van haar" in contents_of(Version.objects.get()).section("context")


@pytest.mark.parametrize(("choice", "stays"), [("mijn", "Van mij"), ("hun", "Van haar")])
def test_choosing_a_text_settles_it(client, collision, choice, stays):
    form = opened(client, collision, "verhaal")

    save(client, collision, "verhaal", form, kies=f"context:{choice}")

    assert stays in contents_of(Version.objects.get()).section("context")
    assert not Unsaved.objects.exists()


def test_saving_again_does_not_overwrite_without_a_choice(client, collision):
    autosave(client, collision, "verhaal", opened(client, collision, "verhaal"))

    assert "Van haar" in contents_of(Version.objects.get()).section("context")
    assert Unsaved.objects.count() == 1


def test_a_page_whose_answer_was_lost_does_not_collide_with_itself(client, case):
    form = opened(client, case, "verhaal")
    autosave(client, case, "verhaal", form | {"context-body": "Een"})

    autosave(client, case, "verhaal", form | {"context-body": "Een twee"})

    assert "Een twee" in contents_of(Version.objects.get()).section("context")
    assert not Unsaved.objects.exists()


def test_the_very_same_text_of_two_is_no_collision(client, case):
    mine, theirs = opened(client, case, "verhaal"), opened(client, case, "verhaal")
    save(client, case, "verhaal", theirs | {"context-body": "Samen"})

    response = save(client, case, "verhaal", mine | {"context-body": "Samen"})

    assert response.status_code == 302


def test_labels_collide_by_name(client, case, writer):
    leading, talking = make_theme("Leiderschap"), make_theme("Gespreksvoering")
    mine, theirs = opened(client, case, "vindbaar"), opened(client, case, "vindbaar")
    save(client, case, "vindbaar", theirs | {"labels-themes": [leading.pk]})

    response = save(client, case, "vindbaar", mine | {"labels-themes": [talking.pk]})

    assert "<p>Leiderschap</p>" in response.text
    save(client, case, "vindbaar", form_of(response, "schrijven"), kies="labels:mijn")
    assert list(contents_of(Version.objects.get()).themes) == [talking]


def test_lists_collide_line_by_line(client, case):
    mine, theirs = opened(client, case, "lessen"), opened(client, case, "lessen")
    row = {"factors-0-kind": "bear"}
    save(client, case, "lessen", theirs | row | {"factors-0-text": "Tijd"})

    response = save(client, case, "lessen", mine | row | {"factors-0-text": "Geld"})

    assert "<p>bear · Tijd</p>" in response.text
    assert "Geld" in response.text


def test_the_ends_of_lines_are_no_difference(client, case):
    save(client, case, "kort", opened(client, case, "kort") | {"summary-summary": "een\r\ntwee"})
    mine = opened(client, case, "kort") | {"summary-summary": "een\ntwee"}  # by a script
    theirs = opened(client, case, "kort") | {"summary-summary": "een\r\ntwee\r\ndrie"}
    save(client, case, "kort", theirs)

    response = save(client, case, "kort", mine | {"title-title": "Nieuw"})

    assert response.status_code == 302
    version = Version.objects.get()
    assert (version.title, version.summary) == ("Nieuw", "een\ntwee\ndrie")


def test_another_tab_of_hers_leaves_what_one_kept(client, case, writer):
    other = type(client)()
    other.force_login(make_user(organisation=writer.organisation))
    first, second = opened(client, case, "verhaal"), opened(client, case, "verhaal")
    theirs = opened(other, case, "verhaal")
    save(other, case, "verhaal", theirs | {"context-body": "Van haar"})
    autosave(client, case, "verhaal", second | {"context-body": "Van mij"})

    autosave(client, case, "verhaal", first | {"approach-body": "Iets"})
    again = opened(client, case, "verhaal")
    autosave(client, case, "verhaal", first | {"approach-body": "Nog meer"})

    assert "Van mij" in again["context-body"]
    assert "Van mij" in str(Unsaved.objects.get().data)
    save(client, case, "verhaal", again, kies="context:mijn")
    assert "Van mij" in contents_of(Version.objects.get()).section("context")
    assert not Unsaved.objects.exists()
