from celery import shared_task

from portal.mail.clock import database_now
from portal.notifications import mailing


@shared_task
def plan_mail():
    now = database_now()
    mailing.plan_at_once(now)
    mailing.plan_digests(now)
