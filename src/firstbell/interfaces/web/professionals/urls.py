"""Concerns as those see them who report them: anybody, professionals of agencies, and schools' people."""

from django.urls import path

from firstbell.interfaces.web.professionals import concerns, worried

app_name = "professionals"
urlpatterns = [
    path("worried/", worried.worried, name="worried"),
    path("worried/told/", worried.told, name="told"),
    path("worried/thanks/", worried.sent, name="sent"),
    path("concerns/", concerns.concerns, name="concerns"),
    path("concerns/new/", concerns.new, name="new"),
    path("concerns/<str:reference>/", concerns.concern, name="concern"),
    path("concerns/<str:reference>/withdraw/<int:number>/", concerns.withdraw, name="withdraw"),
]
