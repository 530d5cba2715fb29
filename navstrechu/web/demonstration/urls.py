"""The role switcher of a demonstration."""

from django.urls import path

from navstrechu.web.demonstration import views

app_name = "demonstration"
urlpatterns = [path("role/", views.role, name="role")]
