"""Participants as their provider sees them; of a partner nothing is here."""

from django.urls import URLPattern

app_name = "programme"
urlpatterns: list[URLPattern] = []
