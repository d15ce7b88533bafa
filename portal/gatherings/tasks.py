from celery import shared_task

from portal.mail.clock import database_now

from . import actions


@shared_task
def end_terms():
    actions.end_terms(now=database_now())
