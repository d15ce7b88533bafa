from django.urls import path

from .views import keeping, preferences, reading

app_name = "notifications"
urlpatterns = [
    path("mijn/volgen/", keeping.follows, name="follows"),
    path("mijn/bewaren/", keeping.bookmarks, name="bookmarks"),
    path("mijn/meldingen/", reading.notifications, name="notifications"),
    path("mijn/meldingen/<int:pk>/", reading.read, name="read"),
    path("mijn/voorkeuren/", preferences.preferences, name="preferences"),
    path("afmelden/mail/<str:token>/", preferences.unsubscribe, name="unsubscribe"),
]
