from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [
    path("over/", views.about, name="about"),
    path("over/onderdelen/", views.components, name="components"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("contact/", views.contact, name="contact"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
