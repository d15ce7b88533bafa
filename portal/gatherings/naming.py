"""What administrators read for the keys in mails about gatherings: title and page."""

from functools import partial

from portal.mail import naming
from portal.mail.naming import Name

from .kinds import kinds_of
from .models import Gathering, Participation


def _of_gatherings(kind, pks):
    return {one.pk: _name(one) for one in kind.objects.filter(pk__in=pks)}


def _of_participations(kind, pks):
    found = kind.objects.filter(pk__in=pks).select_related("gathering")
    return {one.pk: _name(one.gathering) for one in found}


def _name(gathering):
    return Name(gathering.title, url=gathering.get_absolute_url())


for kind in kinds_of(Gathering):
    naming.register(kind._meta.label_lower, partial(_of_gatherings, kind))
for kind in kinds_of(Participation):
    naming.register(kind._meta.label_lower, partial(_of_participations, kind))
