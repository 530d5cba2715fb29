"""Addresses of the list, the editor and the versions of drafts."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
