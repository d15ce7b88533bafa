from django.urls import path

from .views import keeping

app_name = "notifications"
urlpatterns = [
    path("mijn/volgen/", keeping.follows, name="follows"),
    path("mijn/bewaren/", keeping.bookmarks, name="bookmarks"),
]
