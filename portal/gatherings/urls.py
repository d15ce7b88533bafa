from django.urls import path

from . import views

app_name = "gatherings"
urlpatterns = [
    path("bijeenkomsten/bevestigen/<str:token>/", views.confirm, name="confirm"),
    path("bijeenkomsten/afmelden/<str:token>/", views.leave, name="leave"),
    path("bijeenkomsten/plek-aannemen/<str:token>/", views.accept, name="accept"),
    path("mijn/agenda/", views.my_calendar, name="my_calendar"),
    path("mijn/agenda/maken/", views.make_calendar, name="make_calendar"),
    path("mijn/agenda/intrekken/", views.revoke_calendar, name="revoke_calendar"),
    path("agenda/<str:secret>.ics", views.personal_feed, name="personal_feed"),
]
