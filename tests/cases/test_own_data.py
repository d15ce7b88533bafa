from cases.actions import saving, writing
from cases.models import Unsaved
from portal.accounts import actions, own_data
from tests.factories.cases import NOW, make_case, make_text, make_version
from tests.factories.files import make_file
from tests.factories.organisations import make_municipality
from tests.factories.people import make_organisation_editor


def test_what_she_wrote_and_uploaded_stands_in_her_download_until_she_closes():
    writer = make_organisation_editor(make_municipality("Soest"))
    case = make_version("Samen leren", organisations=[writer.organisation], by=writer).case
    make_version("Van een ander")
    saving.keep_unsaved(case, "kort", {"facts-year": ["ooit"]}, by=writer, now=NOW)
    file = make_file(by=writer)

    found = own_data.of(writer)

    assert found["praktijkvoorbeelden begonnen"] == ["Samen leren"]
    assert found["getypt en nog niet opgeslagen"] == [
        {"stap": "kort", "op": NOW, "tekst": {"facts-year": ["ooit"]}}
    ]
    assert found["bestanden geüpload"] == [{"naam": file.name, "op": file.uploaded_at}]
    actions.close(writer, now=NOW)
    assert not Unsaved.objects.exists()


def test_who_works_elsewhere_now_reads_the_title_that_is_public():
    writer = make_organisation_editor(make_municipality("Soest"))
    case = make_case("Leren", organisations=[writer.organisation], by=writer)
    writing.write(case, by=None, now=NOW, text=make_text("Geheim"))
    writer.organisation = make_municipality("Vaals")
    writer.save()

    assert own_data.of(writer)["praktijkvoorbeelden begonnen"] == ["Leren"]
