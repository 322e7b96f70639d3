"""Figures, as those see them who answer for them or ask about them: measures, packs and questions; releases."""

from django.urls import path

from firstbell.interfaces.web.analysts import measures, packs, questions, releases

app_name = "analysts"
urlpatterns = [
    path("performance/", measures.measures, name="measures"),
    path("performance/questions/", questions.questions, name="questions"),
    path("performance/questions/ask/", questions.ask, name="ask"),
    path("performance/questions/<str:reference>/", questions.question, name="question"),
    path("performance/questions/<str:reference>/answer/", questions.answer, name="answer"),
    path("performance/packs/<str:month>/", packs.pack, name="pack"),
    path("performance/packs/<str:month>/all/", packs.make_pack, name="make_pack"),
    path("performance/packs/<str:month>/<slug:code>/", packs.pack_file, name="pack_file"),
    path("performance/measures/<slug:code>/", measures.measure, name="measure"),
    path("performance/measures/<slug:code>/rebase/", measures.rebase, name="rebase"),
    path("releases/", releases.releases, name="releases"),
    path("releases/draft/", releases.draft, name="draft"),
    path("releases/elsewhere/", releases.enter, name="enter"),
    path("releases/map/", releases.make_map, name="make_map"),
    path("releases/<str:reference>/", releases.release, name="release"),
    path("releases/<str:reference>/sign/", releases.sign, name="sign"),
    path("releases/<str:reference>/withdraw/", releases.withdraw, name="withdraw"),
    path("releases/<str:reference>/revise/", releases.revise, name="revise"),
]
