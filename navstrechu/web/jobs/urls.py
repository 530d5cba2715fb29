"""Background work and letters of an agency."""

from django.urls import path

from navstrechu.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="list"),
    path("start/", views.start, name="start"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("mail/<int:pk>/again/", views.mail_again, name="mail-again"),
    path("mail/<int:pk>/drop/", views.mail_drop, name="mail-drop"),
]
