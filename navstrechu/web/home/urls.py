"""The first pages: of the installation and of an agency."""

from django.urls import path

from navstrechu.web.home import first_steps, views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("first-steps/", first_steps.first_steps, name="first-steps"),
    path("agency/<slug:agency>/", views.overview, name="overview"),
]
