"""Access keys of the own account and the description of the API."""

from django.urls import path

from navstrechu.web.tokens import views

app_name = "tokens"
urlpatterns = [
    path("account/keys/", views.keys, name="keys"),
    path("account/keys/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("api/", views.guide, name="guide"),
]
