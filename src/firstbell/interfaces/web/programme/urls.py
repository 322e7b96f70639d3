"""Asking for help oneself, and participants as their provider sees them; of a partner nothing is here."""

from django.urls import path

from firstbell.interfaces.web.programme import asking, groups, participants, steps

app_name = "programme"
PUBLIC = [
    path("ask/", asking.ask, name="ask"),
    path("ask/sent/", asking.asked, name="asked"),
]
PROVIDER = [
    path("participants/", participants.participants, name="participants"),
    path("participants/remained/", participants.remained, name="remained"),
    path("participants/<str:reference>/", participants.participant, name="participant"),
    path("participants/<str:reference>/review/", participants.review, name="review"),
    path("participants/<str:reference>/questions/<slug:asked>/", participants.question, name="question"),
    path("participants/<str:reference>/decide/<slug:what>/", steps.decide, name="decide"),
    path("participants/<str:reference>/<slug:what>/", steps.step, name="step"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.new_group, name="new_group"),
    path("groups/<str:reference>/", groups.group, name="group"),
    path("groups/<str:reference>/<str:day>/", groups.session, name="session"),
]
urlpatterns = [*PUBLIC, *PROVIDER]
