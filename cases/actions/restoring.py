from django.db import transaction

from cases.models import CaseStudy, StepRefusedError

from .writing import next_version


@transaction.atomic
def restore(version, *, by, now):
    """Make the next concept of its case from an old version; the public reads on what it read."""
    case = CaseStudy.objects.select_for_update(of=["self"]).get(pk=version.case_id)
    if case.versions.in_the_works().exists():
        raise StepRefusedError(
            "Er wordt al aan een nieuwe versie gewerkt. Rond die eerst af, of trek hem in."
        )
    return next_version(case, of=version, by=by, now=now)
