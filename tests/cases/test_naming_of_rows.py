from cases.models import BlockSaving, CaseStudy, NotDouble, Unsaved


def test_small_rows_are_called_by_what_they_are_about():
    one, other = CaseStudy(slug="soest-leren"), CaseStudy(slug="vaals-leren")

    assert str(BlockSaving(block="title")) == "title"
    assert str(Unsaved(case=one, step="kort")) == "soest-leren: kort"
    assert str(NotDouble(case=one, other=other)) == "soest-leren ≠ vaals-leren"
