import os

from portal.settings import *  # noqa: F403
from portal.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = True  # reads nothing beforehand: there is no collected folder in tests
if template := os.environ.get("TEST_DB_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}
