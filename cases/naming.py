from portal.mail import naming
from portal.mail.naming import Name

from .models import CaseStudy, Version


def of_versions(pks):
    found = Version.objects.filter(pk__in=pks).select_related("case")
    return {one.pk: Name(one.title, url=one.case.get_absolute_url()) for one in found}


def of_cases(pks):
    """By the title that everybody reads; what was never published is told to nobody."""
    found = CaseStudy.objects.filter(pk__in=pks, published__isnull=False)
    cases = found.select_related("published")
    return {one.pk: Name(one.published.title, url=one.get_absolute_url()) for one in cases}


naming.register("cases.version", of_versions)
naming.register("cases.casestudy", of_cases)
