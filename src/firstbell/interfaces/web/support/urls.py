"""Clients as the service that supports them sees them, and partners of those in a programme."""

from django.urls import path

from firstbell.interfaces.web.support import partners
from firstbell.interfaces.web.support.views import answers, asking, reaching, referrals, workload

app_name = "support"
PARTNERS = [
    path("support/partners/", partners.partners, name="partners"),
    path("support/partners/alerts/", partners.alerts, name="partners_alerts"),
    path("support/partners/say/", partners.bounds, name="partners_bounds"),
    path("support/partners/<str:participant>/", partners.one, name="partners_one"),
    path("support/partners/<str:participant>/link/", partners.link, name="partners_link"),
    path("support/partners/<str:participant>/alerts/<slug:event>/", partners.alert, name="partners_alert"),
    path("support/partners/<str:participant>/say/<slug:moment>/", partners.answers, name="partners_answers"),
]
urlpatterns = [
    *PARTNERS,
    path("contact/", asking.ask, name="ask"),
    path("contact/thanks/", asking.asked, name="asked"),
    path("support/", referrals.referrals, name="referrals"),
    path("support/ended/", referrals.ended, name="ended"),
    path("support/workload/", workload.workload, name="workload"),
    path("support/<str:reference>/", referrals.referral, name="referral"),
    path("support/<str:reference>/answer/<slug:what>/", answers.answer, name="answer"),
    path("support/<str:reference>/outcome/<slug:what>/", answers.conclude, name="conclude"),
    path("support/<str:reference>/worker/", answers.allocate, name="allocate"),
    path("support/<str:reference>/plan/", reaching.plan, name="plan"),
    path("support/<str:reference>/reach/<slug:channel>/", reaching.reach, name="reach"),
    path("support/<str:reference>/tried/", reaching.attempt, name="attempt"),
]
