"""The control of the clock-change nights: a schedule by the clock on the wall."""

from celery.schedules import crontab

from portal.celery import app

__all__ = ["app"]

app.conf.timezone = "Europe/Amsterdam"
app.conf.beat_schedule = dict(app.conf.beat_schedule) | {
    "scan mail": {
        "task": "portal.mail.tasks.scan",
        "schedule": crontab(minute="*"),
        "options": {"expires": 30},
    }
}
