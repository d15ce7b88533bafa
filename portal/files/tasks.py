from celery import shared_task

from portal.mail.clock import database_now

from . import rescanning, sweeping


@shared_task
def rescan():
    rescanning.rescan()


@shared_task
def sweep_at_night():
    sweeping.tonight(now=database_now())
