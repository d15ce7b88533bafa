import pytest
from django.apps import apps
from django.db import connection, models
from django.urls import reverse

from cases import auditing
from cases.actions import remarks, review, writing
from cases.models import CaseStudy, State, Version
from portal.accounts.actions import close
from tests.factories.cases import NOW, make_case, make_text, make_version
from tests.factories.organisations import make_municipality
from tests.factories.people import (
    make_administrator,
    make_editor,
    make_organisation_editor,
    make_user,
)


def event_models():
    found = apps.get_app_config("cases").get_models()
    return [model for model in found if model.__name__.endswith("Event")]


def lines_of(case):
    """What was done, and how often; the moment of a transaction is that of all in it."""
    return {line.what: line.times for line in auditing.lines_of(auditing.of_case(case.pk))}


def page_of(case):
    return reverse("cases:audit", args=[case.pk])


def test_all_that_happens_to_a_case_is_noted():
    version = make_version(
        "Leren",
        sections=[{"kind": "approach", "body": "Samen"}],
        quotes=[{"text": "Mooi"}, {"text": "Fijn"}],
    )
    review.hand_in(version, by=None, now=NOW)
    review.take(version, by=None, now=NOW)
    remarks.remark(version, by=None, now=NOW, place="approach", text="Met wie?")
    review.publish(version, by=None, now=NOW)
    version.quote_set.filter(text="Fijn").delete()

    assert lines_of(version.case) == {
        "Praktijkvoorbeeld toegevoegd": 1,
        "Eigenaar toegevoegd": 1,
        "Versie 1 toegevoegd: concept": 1,
        "Onderdeel Aanpak toegevoegd": 1,
        "Citaat toegevoegd": 2,
        "Versie 1 gewijzigd: ingediend": 1,
        "Versie 1 gewijzigd: in beoordeling": 1,
        "Opmerking Aanpak toegevoegd": 1,
        "Versie 1 gewijzigd: gepubliceerd": 1,
        "Praktijkvoorbeeld gewijzigd: staat online": 1,
        "Citaat weggehaald": 1,
    }


def test_saving_the_same_words_notes_nothing_and_other_words_are_noted_once():
    text = make_text("Leren", sections=[{"kind": "approach", "body": "Samen"}])
    version = writing.start([make_municipality()], by=None, now=NOW, text=text)
    before = lines_of(version.case)
    writing.write(version.case, by=None, now=NOW, text=text)
    assert lines_of(version.case) == before

    other = make_text("Leren", sections=[{"kind": "approach", "body": "Alleen"}])
    writing.write(version.case, by=None, now=NOW, text=other)

    assert lines_of(version.case) == before | {"Onderdeel Aanpak gewijzigd": 1}


def test_no_event_holds_a_word_of_the_story_or_a_name():
    # A field that can hold text must be a choice, a label, or the reason of archiving.
    for model in event_models():
        texts = {
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField)) and not field.choices
        }
        assert texts <= {"pgh_label", "archive_reason"}, model


def test_who_closes_her_account_stands_in_no_event():
    writer = make_organisation_editor(make_municipality("Soest"), name="Karin Kwijt")
    make_case(
        organisations=[writer.organisation],
        by=writer,
        people=[{"role": "contact", "name": writer.name, "email": writer.email}],
        quotes=[{"text": "Mooi", "person": "Karin Kwijt"}],
    )

    close(writer, now=NOW)

    for model in event_models():
        assert model.objects.exists() or model.__name__ in NOT_HERE
        rows = "".join(map(str, model.objects.values()))
        assert "Karin" not in rows
        assert "gemeente.example" not in rows


NOT_HERE = {
    *("FactorEvent", "KeyFigureEvent", "PartnerEvent", "ReferenceEvent", "LinkEvent"),
    *("RecognitionEvent", "RemarkEvent", "ConsentEvent", "SectionEvent"),
    *("ImageEvent", "AttachmentEvent"),
}


def test_each_change_on_a_page_says_who_made_it_and_where(client):
    writer = make_organisation_editor(make_municipality("Soest"), name="Greet Gemeente")
    version = make_version(organisations=[writer.organisation], state=State.SUBMITTED)
    client.force_login(writer)

    client.post(reverse("cases:withdraw", args=[version.case.slug]))

    events = auditing.of_case(version.case_id)
    [event] = [event for event in events if event["pgh_context"]]
    assert event["pgh_context"] == {"user": writer.pk, "page": "cases:withdraw"}
    [line, *_] = auditing.lines_of([event])
    assert (line.what, line.who) == ("Versie 1 gewijzigd: concept", writer)


def test_what_is_done_again_and_again_is_one_line():
    version = make_version(sections=[{"kind": "approach", "body": "0"}])
    for n in range(1, 4):
        version.section_set.update(revision=n + 1)

    assert lines_of(version.case)["Onderdeel Aanpak gewijzigd"] == 3


def test_the_page_is_for_editors_and_administrators(client):
    soest = make_municipality("Soest")
    case = make_case("Leren", organisations=[soest])
    concept = make_version(organisations=[soest]).case

    for user, answers in (
        (make_editor(), (200, 404)),
        (make_administrator(), (200, 200)),
        (make_organisation_editor(soest), (404, 404)),
        (make_user(), (404, 404)),
    ):
        client.force_login(user)
        found = tuple(client.get(page_of(one)).status_code for one in (case, concept))
        assert found == answers
        deleted = client.get(reverse("cases:deleted")).status_code
        assert deleted == (200 if user.is_editor or user.is_administrator else 404)


def test_the_page_tells_in_plain_dutch(client):
    case = make_case("Leren")
    client.force_login(make_editor())

    page = client.get(page_of(case)).text

    assert "«Leren»" in page
    assert "Versie 1 gewijzigd: gepubliceerd" in page
    assert "Het portaal" in page
    assert page_of(case) in client.get(case.get_absolute_url()).text
    assert client.get(reverse("cases:audit", args=[0])).status_code == 404


def test_what_was_archived_says_why():
    case = make_case()
    CaseStudy.objects.update(archived_at=NOW, archive_reason="Verouderd.")

    assert "Praktijkvoorbeeld gewijzigd: gearchiveerd (Verouderd.)" in lines_of(case)


def test_an_administrator_reads_no_title_of_what_is_not_public(client):
    version = make_version("Geheime titel")
    client.force_login(make_administrator())

    page = client.get(page_of(version.case)).text

    assert f"Praktijkvoorbeeld {version.case_id}" in page
    assert "Geheime titel" not in page
    assert version.case.slug not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_queries_do_not_grow(client, number, django_assert_num_queries):
    case = make_case(quotes=[{"text": f"Nr {n}"} for n in range(number)])
    client.force_login(make_editor())

    with django_assert_num_queries(6):
        client.get(page_of(case))


def test_copying_rows_in_is_noted_too():
    # What a bench or an import does: COPY fires the triggers, without anybody to name.
    version = make_version()
    with connection.cursor() as cursor:
        rows = "COPY cases_quote (version_id, key, position, text, person, function, is_pull_quote)"
        with cursor.copy(f"{rows} FROM STDIN") as copy:
            for n in range(3):
                key = f"00000000-0000-0000-0000-00000000000{n}"
                copy.write_row((version.pk, key, n, f"Nr {n}", "", "", False))

    assert Version.objects.get().quote_set.count() == 3
    assert lines_of(version.case)["Citaat toegevoegd"] == 3
