"""Clients as the service that supports them sees them, and partners of those in a programme."""

from django.urls import URLPattern, URLResolver, include, path

from firstbell.interfaces.web.support import partners
from firstbell.interfaces.web.support.views import (
    addresses,
    answers,
    asking,
    cases,
    due,
    ends,
    people,
    reaching,
    referrals,
    workload,
)

app_name = "support"
REFERRAL = [
    path("", referrals.referral, name="referral"),
    path("answer/<slug:what>/", answers.answer, name="answer"),
    path("outcome/<slug:what>/", answers.conclude, name="conclude"),
    path("worker/", answers.allocate, name="allocate"),
    path("plan/", reaching.plan, name="plan"),
    path("reach/<slug:channel>/", reaching.reach, name="reach"),
    path("tried/", reaching.attempt, name="attempt"),
    path("work/", cases.work, name="work"),
    path("work/need/", cases.need, name="need"),
    path("work/need/<slug:need>/goal/", cases.goal, name="goal"),
    path("work/goal/<int:goal>/task/", cases.task, name="task"),
    path("work/task/<int:task>/done/", cases.finish, name="finish"),
    path("work/review/", cases.review, name="review"),
    path("work/close/", cases.close, name="close"),
    path("pass-on/", ends.transfer, name="transfer"),
    path("withdrawn/", ends.withdraw, name="withdraw"),
    path("died/", ends.death, name="death"),
    path("child/", people.child, name="child"),
    path("child/<str:child>/apart/", people.apart, name="apart"),
    path("same/", people.same, name="same"),
    path("close-to-forces/", people.close_to_force, name="close_to_force"),
    path("address/", addresses.address, name="address"),
    path("address/new/", addresses.propose_address, name="propose_address"),
    path("address/<int:proposal>/confirm/", addresses.confirm_address, name="confirm_address"),
    path("address/<int:proposal>/turn-down/", addresses.turn_down_address, name="turn_down_address"),
]
PARTNERS = [
    path("support/partners/", partners.partners, name="partners"),
    path("support/partners/alerts/", partners.alerts, name="partners_alerts"),
    path("support/partners/say/", partners.bounds, name="partners_bounds"),
    path("support/partners/<str:participant>/", partners.one, name="partners_one"),
    path("support/partners/<str:participant>/link/", partners.link, name="partners_link"),
    path("support/partners/<str:participant>/alerts/<slug:event>/", partners.alert, name="partners_alert"),
    path("support/partners/<str:participant>/say/<slug:moment>/", partners.answers, name="partners_answers"),
]
SUPPORT: list[URLPattern | URLResolver] = [
    path("", referrals.referrals, name="referrals"),
    path("ended/", referrals.ended, name="ended"),
    path("due/", due.due, name="due"),
    path("workload/", workload.workload, name="workload"),
    path("<str:reference>/", include(REFERRAL)),
]

urlpatterns = [
    *PARTNERS,
    path("contact/", asking.ask, name="ask"),
    path("contact/thanks/", asking.asked, name="asked"),
    path("support/", include(SUPPORT)),
]
