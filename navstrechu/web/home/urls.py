"""The first pages: of the installation and of an agency."""

from django.urls import path

from navstrechu.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("agency/<slug:agency>/", views.overview, name="overview"),
]
