from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap
from django.urls import path

from . import views
from .sitemap import sitemaps

app_name = "discovery"
urlpatterns = [
    path("", views.home, name="home"),
    path("zoeken/", views.search, name="search"),
    path("zoeken/gemist/", views.missed, name="missed"),
    path("themas/", views.themes, name="themes"),
    path("themas/<slug:slug>/", views.theme, name="theme"),
    path("themas/<slug:slug>/nieuw.atom", views.new_of_theme, name="new_of_theme"),
    path("praktijkvoorbeelden/nieuw.atom", views.new_cases, name="new_cases"),
    path("organisaties/", views.organisations, name="organisations"),
    path("organisaties/<slug:slug>/", views.organisation, name="organisation"),
    path("agenda/", views.agenda, name="agenda"),
    path("agenda.ics", views.agenda_feed, name="agenda_feed"),
    path("mijn/aanbevolen/", views.recommended, name="recommended"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", login_not_required(sitemap), {"sitemaps": sitemaps}, name="sitemap"),
]
