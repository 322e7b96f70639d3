"""Every address, in one list."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("firstbell.interfaces.api.v1.urls")),
    path("", include("firstbell.interfaces.web.access.urls")),
]
handler404 = "firstbell.interfaces.web.design.refusals.not_found"
