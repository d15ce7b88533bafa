"""The address of every part of the portal. Apps are named as text, never imported."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("portal.discovery.urls")),
    path("", include("portal.accounts.urls")),
    path("", include("portal.notifications.urls")),
    path("", include("portal.ui.urls")),
    path("", include("portal.files.urls")),
    path("", include("cases.urls")),
    path("", include("portal.gatherings.urls")),
    path("", include("communities.urls")),
    path("", include("courses.urls")),
    path("gezond/", include("portal.health")),
    path("beheer/", admin.site.urls),
]

if settings.DEMO:
    urlpatterns += [path("demo/", include("portal.demo.urls"))]

handler400 = "portal.ui.views.bad_request"
handler403 = "portal.ui.views.forbidden"
handler404 = "portal.ui.views.not_found"
handler429 = "portal.accounts.views.too_many_requests"  # asked by allauth
handler500 = "portal.ui.views.server_error"
