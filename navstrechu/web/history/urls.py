"""The journal of one agency."""

from django.urls import path

from navstrechu.web.history import views

app_name = "history"
urlpatterns = [
    path("", views.journal, name="journal"),
    path("export.<str:extension>", views.export, name="export"),
    path("verify/", views.verification, name="verify"),
]
