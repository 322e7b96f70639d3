"""Clients as the service that supports them sees them, and partners of those in a programme."""

from django.urls import URLPattern

app_name = "support"
urlpatterns: list[URLPattern] = []
