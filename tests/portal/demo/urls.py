"""The portal's addresses as in a demo; the tests' settings are those of a portal that is none."""

from django.urls import include, path

from portal import urls

urlpatterns = [*urls.urlpatterns, path("demo/", include("portal.demo.urls"))]
