from portal.mail import naming
from portal.mail.naming import Name

from .models import Course


def of_courses(pks):
    found = Course.objects.filter(pk__in=pks)
    return {one.pk: Name(one.title, url=one.get_absolute_url()) for one in found}


naming.register("courses.course", of_courses)
