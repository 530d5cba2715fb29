"""The user guide."""

from django.urls import path

from navstrechu.web.help import views

app_name = "help"
urlpatterns = [
    path("", views.contents, name="contents"),
    path("guide.pdf", views.printed, name="printed"),
    path("pictures/<slug:name>.png", views.picture, name="picture"),
    path("<slug:slug>/", views.topic, name="topic"),
]
