from django.urls import include, path

from portal.gatherings.addresses import ORGANISING, TAKING_PART, of

from .views import communities, manage, meetups, participation, waiting

app_name = "communities"
urlpatterns = [
    path("mijn/bijeenkomsten/", participation.mine, name="mine"),
    path("mijn/wacht/bijeenkomsten/", waiting.waiting, name="waiting"),
    path("communities/", communities.index, name="index"),
    path("communities/<slug:slug>/", communities.community, name="community"),
    path("communities/<slug:slug>/agenda.ics", communities.feed, name="feed"),
    path("communities/<slug:slug>/lid-worden/", communities.become_member, name="become_member"),
    path("communities/<slug:slug>/opzeggen/", communities.stop, name="stop"),
    path("communities/<slug:slug>/verzoeken/<int:pk>/", communities.decide, name="decide"),
    path("bijeenkomsten/", meetups.index, name="meetups"),
    path("bijeenkomsten/plannen/", manage.plan, name="plan"),
    path("bijeenkomsten/<slug:slug>/", meetups.meetup, name="meetup"),
    path("bijeenkomsten/<slug:slug>/agenda.ics", meetups.calendar, name="calendar"),
    path("bijeenkomsten/<slug:slug>/aanmelden/", participation.join, name="join"),
    path("bijeenkomsten/<slug:slug>/afmelden/", participation.leave, name="leave"),
    path("bijeenkomsten/<slug:slug>/plek-aannemen/", participation.accept, name="accept"),
    path("bijeenkomsten/<slug:slug>/bewerken/", manage.edit, name="edit"),
    path("bijeenkomsten/<slug:slug>/kopieren/", manage.copy, name="copy"),
    path("bijeenkomsten/<slug:slug>/publiceren/", manage.publish, name="publish"),
    path("bijeenkomsten/<slug:slug>/", include(of(participation.visible, TAKING_PART))),
    path("bijeenkomsten/<slug:slug>/", include(of(manage.editable, ORGANISING))),
]
