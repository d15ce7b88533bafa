"""Which files belong to cases, and who may read them: who may read a version that holds them."""

from django.db.models import Q

from portal.files.access import register
from portal.files.models import File

from .models import Attachment, CaseStudy, Image, Version


@register
def readable(user):
    """Of what is published, and of the unpublished versions that ``user`` may read."""
    public = CaseStudy.objects.published().values("published")
    hers = Version.objects.visible_to(user).values("pk")
    seen = Q(version__in=public) | Q(version__in=hers)
    files = (model.objects.filter(seen).values("file") for model in (Image, Attachment))
    return File.objects.filter(Q(pk__in=next(files)) | Q(pk__in=next(files)))
