"""Where the administrator works."""

from django.urls import path

from firstbell.interfaces.web.administration import audit, clients, home, invitations, organisations, people, retention

app_name = "administration"
urlpatterns = [
    path("", home.home, name="home"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/open/", organisations.open_one, name="open"),
    path("organisations/<str:key>/", organisations.organisation, name="organisation"),
    path("organisations/<str:key>/close/", organisations.close, name="close"),
    path("organisations/<str:key>/invite/", invitations.invite, name="invite"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/made/", invitations.made, name="invited"),
    path("invitations/<slug:reference>/withdraw/", invitations.withdraw, name="withdraw"),
    path("people/", people.people, name="people"),
    path("people/<int:account_id>/", people.person, name="person"),
    path("people/<int:account_id>/close/", people.close, name="close_account"),
    path("people/<int:account_id>/role/", people.role, name="role"),
    path("people/<int:account_id>/take-away/", people.take_away, name="take_away"),
    path("roles/", people.roles, name="roles"),
    path("systems/", clients.clients, name="clients"),
    path("systems/made/", clients.made, name="client_made"),
    path("systems/<str:key>/add/", clients.create, name="create_client"),
    path("systems/<slug:client_id>/", clients.client, name="client"),
    path("systems/<slug:client_id>/rotate/", clients.rotate, name="rotate"),
    path("systems/<slug:client_id>/revoke/", clients.revoke, name="revoke_client"),
    path("audit/", audit.audit, name="audit"),
    path("audit/entries/<int:sequence>/", audit.entry, name="entry"),
    path("audit/chain/", audit.chain, name="chain"),
    path("retention/", retention.retention, name="retention"),
]
