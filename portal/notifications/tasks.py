from celery import shared_task

from portal.mail.clock import database_now
from portal.notifications import actions, mailing


@shared_task
def plan_mail():
    now = database_now()
    mailing.plan_at_once(now)
    mailing.plan_digests(now)


@shared_task
def forget_old():
    actions.forget_old(database_now())
