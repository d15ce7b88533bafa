from celery import shared_task

from cases.actions import planning
from portal.mail.clock import database_now


@shared_task
def publish_due():
    for pk in planning.due(database_now()):
        publish_planned.apply_async([pk], expires=60)


@shared_task
def publish_planned(pk):
    planning.publish_planned(pk, now=database_now())
