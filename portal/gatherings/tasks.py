from celery import shared_task

from portal.mail.clock import database_now

from . import actions, self_check


@shared_task
def end_terms():
    actions.end_terms(now=database_now())


@shared_task
def check_at_night():
    self_check.tonight(now=database_now())
