"""The working group's view of its region."""

from django.urls import path

from navstrechu.web.region import views

app_name = "region"
urlpatterns = [path("", views.overview, name="overview")]
