"""Pages of the shell itself."""

from django.urls import path

from navstrechu.web.shell import views
from navstrechu.web.shell.health import healthz

app_name = "shell"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("gallery/", views.gallery, name="gallery"),
    path("as-of/", views.choose_day, name="as-of"),
    path("preferences/", views.save_preferences, name="preferences"),
]
