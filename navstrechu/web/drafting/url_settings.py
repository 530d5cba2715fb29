"""Addresses of templates, numbers, printed form and the dictionary of cases."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
