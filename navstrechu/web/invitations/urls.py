"""The link of an invitation: open to whoever has it."""

from django.urls import path

from navstrechu.web.invitations import views

app_name = "invitations"
urlpatterns = [
    path("<str:secret>/", views.accept, name="accept"),
    path("<str:secret>/openid/", views.begin_openid, name="openid"),
]
