from django.urls import path

from . import views

app_name = "files"
urlpatterns = [path("bestanden/<uuid:key>/<str:name>", views.file, name="file")]
