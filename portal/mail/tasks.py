from celery import shared_task

from portal.mail import delivery, scanning
from portal.mail.clock import database_now
from portal.mail.models import Sending


@shared_task
def scan():
    now = database_now()
    scanning.expire(now)
    for pks in scanning.hints(now):
        deliver.apply_async([pks], expires=60)
    Sending.objects.note(scanned_at=now)
    delivery.probe(now=now)


@shared_task
def scan_urgent():
    now = database_now()
    delivery.deliver(scanning.urgent(now), now=now)


@shared_task
def deliver(pks):
    delivery.deliver(pks, now=database_now())
