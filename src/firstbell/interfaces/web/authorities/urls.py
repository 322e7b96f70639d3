"""What an authority answers: where a child goes that nobody else knows of. Its notices are the same pages as a school's."""

from django.urls import path

from firstbell.interfaces.web.authorities import questions

app_name = "authorities"
urlpatterns = [
    path("authority/", questions.home, name="home"),
    path("authority/questions/", questions.questions, name="questions"),
    path("authority/questions/<int:number>/", questions.question, name="question"),
]
