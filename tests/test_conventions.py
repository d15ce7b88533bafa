"""Rules that hold for the whole code base, and that no other tool checks."""

from datetime import timedelta
from pathlib import Path

from celery.schedules import schedule
from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, get_resolver

ROOT = Path(__file__).parent.parent
APPS = [ROOT / name for name in ("portal", "cases", "courses", "communities")]
SOURCES = [
    path for app in APPS for path in sorted(app.rglob("*.py")) if "migrations" not in path.parts
]
TEMPLATES = [path for app in APPS for path in sorted(app.rglob("templates/**/*")) if path.is_file()]

# Under the names that allauth and Django look for.
FOUND_BY_NAME = ("account/", "mfa/", "django/", "admin/")

OPEN = {
    "account_confirm_email", "account_confirm_login_code", "account_email_verification_sent",
    "account_inactive", "account_login", "account_logout", "account_request_login_code",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_signup", "mfa_authenticate",
    "mfa_login_webauthn",
    "cases:data", "cases:detail", "cases:index", "cases:instrument", "cases:publication",
    "cases:series",
    "cases:step",  # keeps what was typed for who has to sign in again
    "communities:calendar", "communities:community", "communities:feed", "communities:guest",
    "communities:index", "communities:meetup", "communities:meetups",
    "courses:calendar", "courses:course", "courses:edition", "courses:guest", "courses:index",
    "courses:question", "courses:questions", "courses:trainer", "courses:trainers",
    "discovery:agenda", "discovery:agenda_feed", "discovery:home", "discovery:missed",
    "discovery:new_cases", "discovery:new_of_theme", "discovery:organisation",
    "discovery:organisations", "discovery:robots", "discovery:search", "discovery:sitemap",
    "discovery:theme", "discovery:themes",
    "files:file",
    "gatherings:accept", "gatherings:confirm", "gatherings:leave", "gatherings:personal_feed",
    "health",
    "notifications:unsubscribe",
    "ui:about", "ui:accessibility", "ui:components", "ui:contact", "ui:privacy",
    "ui:security_txt",
}  # fmt: skip


def test_every_template_is_used():
    code = "".join(path.read_text() for path in [*SOURCES, *TEMPLATES])
    names = {str(path).split("/templates/")[1] for path in TEMPLATES}

    unused = {name for name in names if f'"{name}"' not in code}
    assert {name for name in unused if not name.startswith(FOUND_BY_NAME)} == set()


def test_exactly_these_pages_are_open_to_visitors():
    assert {
        name for name, view in views(get_resolver()) if not getattr(view, "login_required", True)
    } == OPEN


def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True)


def test_schedules_are_intervals():
    # A crontab in Europe/Amsterdam is silent for 65 minutes in the autumn clock change.
    entries = settings.CELERY_BEAT_SCHEDULE.values()

    assert {type(entry["schedule"]) for entry in entries} <= {int, float, timedelta, schedule}
    assert settings.CELERY_TIMEZONE == "UTC"


def views(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", pattern.callback
        elif pattern.namespace != "admin":
            prefix = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from views(pattern, namespace + prefix)
