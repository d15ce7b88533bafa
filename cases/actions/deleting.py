from django.db import transaction

from cases.models import CaseStudy, StepRefusedError, Version


@transaction.atomic
def delete_concept(version):
    """Forget a concept: all of its case, or when that is published only its next version."""
    case = CaseStudy.objects.select_for_update(of=["self"]).get(pk=version.case_id)
    concept = Version.objects.concepts().select_for_update(of=["self"]).filter(pk=version.pk)
    if not concept.exists():
        raise StepRefusedError("Dit is geen concept meer, dus het blijft bewaard.")
    if case.published_id is None:
        case.delete()
    else:
        case.unsaved.all().delete()
        concept.get().delete()
