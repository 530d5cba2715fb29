from django.urls import path

from navstrechu.web.touchpoints.views import checks

urlpatterns = [path("checks/", checks.checks, name="checks")]
