"""A worker that gives a task two seconds; the settings go before its command line."""

from portal.celery import app

__all__ = ["app"]

app.conf.task_time_limit = 2
