"""Signing in and out, own sessions and password."""

from django.urls import path

from navstrechu.web.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("sessions/", views.sessions, name="sessions"),
    path("password/", views.password, name="password"),
]
