import re
from datetime import timedelta

from django.db.models import F

from .models import FailedSearch

KEPT = timedelta(days=365)
LONGEST = 100
PERSONAL = re.compile(r"@|\d{6}")  # an address, a phone number: not for a list


def keep_failed(text, *, on):
    """Count words that somebody says are missing, and forget what nobody missed for a year."""
    words = text.casefold()[:LONGEST].strip()
    if PERSONAL.search(words):
        return
    FailedSearch.objects.filter(last_on__lt=on - KEPT).delete()
    found, is_new = FailedSearch.objects.get_or_create(words=words, defaults={"last_on": on})
    if not is_new:
        FailedSearch.objects.filter(pk=found.pk).update(times=F("times") + 1, last_on=on)
