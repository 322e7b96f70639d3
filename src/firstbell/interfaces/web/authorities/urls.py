"""Where a child goes that nobody else knows of, and the roll. An authority's notices are on a school's pages."""

from django.urls import path

from firstbell.interfaces.web.authorities import questions, rolls

app_name = "authorities"
urlpatterns = [
    path("authority/", questions.home, name="home"),
    path("authority/questions/", questions.questions, name="questions"),
    path("authority/questions/<int:number>/", questions.question, name="question"),
    path("authority/rolls/", rolls.rolls, name="rolls"),
    path("authority/rolls/<int:number>/", rolls.roll, name="roll"),
    path("authority/rolls/<int:number>/<int:line>/", rolls.reject, name="reject"),
]
