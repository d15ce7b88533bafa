from django.urls import include, path

from . import floor

urlpatterns = [
    path("vloer/nieuwste/", floor.newest),
    path("vloer/lijst/", floor.listed),
    path("vloer/zoeken/", floor.searched),
    path("vloer/voorbeeld/<slug:slug>/", floor.case),
    path("vloer/aanmelden/<int:meetup>/<int:user>/", floor.join),
    path("", include("portal.urls")),
]
