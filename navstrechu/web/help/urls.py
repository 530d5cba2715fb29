"""The user guide."""

from django.urls import path

from navstrechu.web.help import views

app_name = "help"
urlpatterns = [
    path("", views.contents, name="contents"),
    path("<slug:slug>/", views.topic, name="topic"),
]
