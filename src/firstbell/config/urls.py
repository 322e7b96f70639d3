"""Every address, in one list."""

from django.urls import include, path

urlpatterns = [
    path("", include("firstbell.interfaces.web.access.urls")),
]
handler404 = "firstbell.interfaces.web.design.refusals.not_found"
