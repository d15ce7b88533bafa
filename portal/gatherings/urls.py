from django.urls import path

from . import views

app_name = "gatherings"
urlpatterns = [
    path("bijeenkomsten/bevestigen/<str:token>/", views.confirm, name="confirm"),
    path("bijeenkomsten/afmelden/<str:token>/", views.leave, name="leave"),
    path("bijeenkomsten/plek-aannemen/<str:token>/", views.accept, name="accept"),
]
