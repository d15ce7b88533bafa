from django.urls import path

from portal.demo import views

app_name = "demo"
urlpatterns = [
    path("postvak/", views.mailbox, name="mailbox"),
    path("postvak/<str:key>/", views.letter, name="letter"),
    path("postvak/<str:key>/html/", views.letter_html, name="letter_html"),
    path("postvak/<str:key>/bijlage/<int:number>/", views.attachment, name="attachment"),
]
