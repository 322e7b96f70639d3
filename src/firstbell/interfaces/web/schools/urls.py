"""What a place is told, how it answers, who there is told, and when pupils come: schools, trusts and authorities."""

from django.urls import path

from firstbell.interfaces.web.schools import answers, calendar, contacts, copies, notices, passing, trust

app_name = "schools"
urlpatterns = [
    path("notices/", notices.new, name="notices"),
    path("notices/acknowledged/", notices.acknowledged, name="acknowledged"),
    path("notices/all/", notices.everything, name="all"),
    path("notices/passed-on/", passing.passed_on, name="passed_on"),
    path("notices/passed-on/<slug:reference>/", passing.history, name="history"),
    path("notices/<slug:reference>/", notices.notice, name="notice"),
    path("notices/<slug:reference>/acknowledge/", answers.acknowledge, name="acknowledge"),
    path("notices/<slug:reference>/not-our-pupil/", answers.not_our_pupil, name="not_our_pupil"),
    path("notices/<slug:reference>/not-me/", answers.not_me, name="not_me"),
    path("notices/<slug:reference>/note/", answers.note, name="note"),
    path("notices/<slug:reference>/pass-on/", passing.pass_on, name="pass_on"),
    path("notices/<slug:reference>/pdf/", copies.pdf, name="pdf"),
    path("notices/<slug:reference>/json/", copies.as_json, name="json"),
    path("trust/", trust.schools_of_trust, name="trust"),
    path("trust/<int:urn>/", trust.school, name="trust_school"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/add/", contacts.add, name="add_contact"),
    path("contacts/<int:number>/", contacts.change, name="contact"),
    path("contacts/<int:number>/remove/", contacts.remove, name="remove_contact"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/closures/", calendar.add_closure, name="add_closure"),
    path("calendar/closures/<str:day>/remove/", calendar.remove_closure, name="remove_closure"),
    path("calendar/terms/", calendar.add_term, name="add_term"),
    path("calendar/terms/<str:first_day>/remove/", calendar.remove_term, name="remove_term"),
]
