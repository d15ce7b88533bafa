"""Is the portal well? For a monitor: 200 when all is, 503 when something is not."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.mail.clock import database_now
from portal.mail.models import Mail, Sending
from portal.mail.trouble import LONGEST_OVERDUE

BROKER_TIMEOUT = 0.4  # seconds, for connecting and for answering: a frozen broker is no answer
LONGEST_SCAN_AGE = timedelta(minutes=2)


@login_not_required
@never_cache
def health(request):
    report = {"database": True, "broker": broker_answers(settings.REDIS_URL)}
    try:
        report |= mail_report(database_now())
    except Error:
        report |= {"database": False}
    well = report["database"] and report["broker"] and report["mail_is_sent"]
    return JsonResponse(report, status=200 if well else 503)


def broker_answers(url):
    timeouts = {"socket_timeout": BROKER_TIMEOUT, "socket_connect_timeout": BROKER_TIMEOUT}
    try:
        with Redis.from_url(url, retry=Retry(NoBackoff(), 0), **timeouts) as broker:
            return broker.ping()
    except RedisError:
        return False


def mail_report(now):
    sending = Sending.objects.current()
    overdue = Mail.objects.oldest_overdue(now)
    scanned = sending.scanned_at and now - sending.scanned_at
    return {
        "scanned_at": sending.scanned_at,
        "seconds_since_scan": scanned and scanned.total_seconds(),
        "oldest_overdue_seconds": overdue.total_seconds(),
        "held": sending.held_at is not None,  # the reason is for administrators
        "mail_is_sent": scanned is not None
        and scanned <= LONGEST_SCAN_AGE
        and overdue <= LONGEST_OVERDUE
        and not sending.held_at,
    }


urlpatterns = [path("", health, name="health")]
