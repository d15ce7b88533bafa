import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

application = get_wsgi_application()
# The server reads this before its workers part (--preload), and they share what is there then:
# as long as the collector of garbage does not write to it.
get_resolver().url_patterns  # noqa: B018
gc.freeze()
