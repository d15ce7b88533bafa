"""All settings, in one file; what differs between machines comes from the environment."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal import runtime

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name, default=None):
    """The variable ``name``, or the content of the file that ``name_FILE`` points to."""
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text().strip() if path else os.environ.get(name) or default


def database(url):
    """Django's database settings for an address like postgresql://user:password@host/name."""
    parts = urlsplit(url)
    asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    options = {"connect_timeout": "5"} | asked  # a frozen database holds up no page for ever
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def broker(url):
    """Celery's spelling of a Redis address: a unix socket is redis+socket:// there."""
    if url.startswith("unix://"):
        return f"redis+socket://{urlsplit(url).path}?virtual_host=0"
    return url


# --- What this machine is -------------------------------------------------------------------

DEBUG = env("DEBUG") == "1"
DEMO = env("PORTAL_DEMO") == "1"  # demo people, a mailbox to look in, no second factor for them
DEMO_MAIL = env("DEMO_MAIL", BASE_DIR / "var" / "demo" / "mail")  # what its mailbox shows
SITE_URL = env("SITE_URL", "http://localhost:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
SECRET_KEY = env("SECRET_KEY")
if not SECRET_KEY:
    if not (DEMO or DEBUG):
        raise ImproperlyConfigured("Zet SECRET_KEY of SECRET_KEY_FILE in de omgeving.")
    SECRET_KEY = "alleen-voor-ontwikkeling-en-demo"
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- The project ----------------------------------------------------------------------------

INSTALLED_APPS = [
    "cases",
    "communities",
    "courses",
    "portal.demo",
    "portal.discovery",
    "portal.gatherings",
    "portal.notifications",
    "portal.accounts",
    "portal.organisations",
    "portal.themes",
    "portal.files",
    "portal.mail",
    "portal.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "pghistory",
    "pgtrigger",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
    "portal.accounts.middleware.AuditMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.ui.middleware.redirect_the_whole_page",
    "portal.ui.middleware.refuse_nul",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "portal.ui.context.site",
                "portal.accounts.context.held_mail",
            ],
            "builtins": ["portal.ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "portal.ui.forms.Renderer"

# --- Database, cache, sessions: all in Postgres, so that no page needs the broker -----------

DATABASES = {"default": database(env("DATABASE_URL") or runtime.database_url())}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- Language and time ----------------------------------------------------------------------

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.formats"]

# --- Files ----------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", BASE_DIR / "var" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEMO:  # compressing takes longer than all the rest of a first start
    STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    )

FILES_ROOT = Path(env("FILES_ROOT", BASE_DIR / "var" / "files"))  # what people upload
FILE_MAX_MEGABYTES = int(env("FILE_MAX_MEGABYTES", "25"))
FILE_UPLOAD_HANDLERS = [
    "portal.files.uploading.RefuseTheAbsurd",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CLAMAV = env("CLAMAV", "")  # host:port of a virus scanner

# --- People ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["portal.notifications.backends.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "portal.accounts.passwords.MinimumLength",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:mine"
PASSWORD_RESET_TIMEOUT = int(timedelta(days=1).total_seconds())

ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and in no other
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "signup": "portal.accounts.allauth_forms.SignUpForm",
    "login": "portal.accounts.allauth_forms.SignInForm",
    "request_login_code": "portal.accounts.allauth_forms.RequestCodeForm",
    "confirm_login_code": "portal.accounts.allauth_forms.ConfirmCodeForm",
    "reset_password": "portal.accounts.allauth_forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.allauth_forms.NewPasswordForm",
    "change_password": "portal.accounts.allauth_forms.ChangePasswordForm",
    "set_password": "portal.accounts.allauth_forms.SetPasswordForm",
    "add_email": "portal.accounts.allauth_forms.ChangeAddressForm",
    "reauthenticate": "portal.accounts.allauth_forms.ReauthenticateForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("TRUSTED_PROXY_COUNT", "0"))  # for limits per address

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # attendance asks a box for everybody who had a seat
ACCOUNT_RATE_LIMITS = {"missed": "20/m/ip"}  # beside those of allauth itself
MFA_ADAPTER = "portal.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Lerend werken"
MFA_TOTP_TOLERANCE = 1  # half a minute of drift
MFA_FORMS = {
    "authenticate": "portal.accounts.allauth_forms.SecondStepForm",
    "reauthenticate": "portal.accounts.allauth_forms.ReauthenticateByCodeForm",
    "activate_totp": "portal.accounts.allauth_forms.ActivateAppForm",
    "login_webauthn": "portal.accounts.allauth_forms.SignInByPasskeyForm",
    "authenticate_webauthn": "portal.accounts.allauth_forms.SecondStepByPasskeyForm",
    "reauthenticate_webauthn": "portal.accounts.allauth_forms.ReauthenticateByPasskeyForm",
    "add_webauthn": "portal.accounts.allauth_forms.AddPasskeyForm",
    "edit_webauthn": "portal.accounts.allauth_forms.RenamePasskeyForm",
}

# --- Audit: Postgres notes who changed what of a case (docs/adr/0016-review.md) ---------------

AUDITED_APPS = {"cases", "accounts", "admin"}  # closing an account takes a name out of cases
PGHISTORY_ADMIN_ALL_EVENTS = False  # told in words at /redactie/geschiedenis/

# --- Security -------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: is the tick of the design system's checkbox
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
CSRF_FAILURE_VIEW = "portal.ui.views.form_expired"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]  # the health check asks without TLS, inside
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = int(timedelta(days=730).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS

# --- Mail -----------------------------------------------------------------------------------

EMAIL_HOST = env("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env("EMAIL_USE_TLS") == "1"
EMAIL_TIMEOUT = 30
EMAIL_BACKEND = "portal.mail.smtp.EmailBackend"
MAIL_LEASE = timedelta(seconds=int(env("MAIL_LEASE", "180")))  # longer than a task may take
MAIL_WAITS = [  # after the first, second, third failure, and from then on
    timedelta(seconds=int(wait)) for wait in env("MAIL_WAITS", "60,300,900,3600").split(",")
]
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", "Lerend werken <portaal@lerend-werken.example>")

CONTACT_EMAIL = env("CONTACT_EMAIL", "contact@lerend-werken.example")

# --- Celery: its messages are hints, the truth is in Postgres -------------------------------

CELERY_TIMEZONE = "UTC"
REDIS_URL = env("REDIS_URL") or runtime.redis_url()
CELERY_BROKER_URL = broker(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,  # after kill -9 of a worker its work is back in 12 s, not 95
    "socket_timeout": 5,
    "socket_connect_timeout": 5,
    "health_check_interval": 25,
    "global_keyprefix": env("BROKER_PREFIX", ""),
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 120
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = int(env("WORKER_CONCURRENCY", "2"))
CELERY_BEAT_SCHEDULE = {  # intervals only: a crontab is silent for an hour when the clock changes
    "scan mail": {
        "task": "portal.mail.tasks.scan",
        "schedule": timedelta(seconds=int(env("MAIL_SCAN", "30"))),
        "options": {"expires": 30},
    },
    "scan sign-in mail": {
        "task": "portal.mail.tasks.scan_urgent",
        "schedule": timedelta(seconds=2),
        "options": {"expires": 10},
    },
    "plan mail with news": {
        "task": "portal.notifications.tasks.plan_mail",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "forget old news": {
        "task": "portal.notifications.tasks.forget_old",
        "schedule": timedelta(hours=6),
        "options": {"expires": 3600},
    },
    "end offers and reservations": {
        "task": "portal.gatherings.tasks.end_terms",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "scan files that wait": {
        "task": "portal.files.tasks.rescan",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 300},
    },
    "sweep files at night": {  # as the check at night, it knows itself when
        "task": "portal.files.tasks.sweep_at_night",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 600},
    },
    "publish planned cases": {
        "task": "cases.tasks.publish_due",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "check at night": {  # it knows itself when it is night, and whether it was done
        "task": "portal.gatherings.tasks.check_at_night",
        "schedule": timedelta(minutes=15),
        "options": {"expires": 600},
    },
}
