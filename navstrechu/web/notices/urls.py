"""The person's own notices and the choice of letters."""

from django.urls import path

from navstrechu.web.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("<int:pk>/", views.notice, name="notice"),
    path("read/", views.read, name="read"),
    path("settings/", views.settings, name="settings"),
]
