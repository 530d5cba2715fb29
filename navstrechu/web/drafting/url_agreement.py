"""Addresses of agreement: visas, signature, registration."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
