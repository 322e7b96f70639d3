"""Where people sign in, and what anybody may see. Names without a prefix are those that the library asks for."""

from django.urls import include, path

from firstbell.interfaces.web.access import account, factors, joining, sessions, signing_in, start

OURS = [
    path("", start.start, name="start"),
    path("seats/", start.seats, name="seats"),
    path("join/", joining.join, name="join"),
    path("account/", account.account, name="account"),
    path("account/second-factor/", factors.second_factor_needed, name="second_factor_needed"),
    path("stay/", sessions.stay, name="stay"),
    path("keep/", sessions.keep, name="keep"),
]

SIGN_IN = [
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/code/", signing_in.second_factor, name="mfa_authenticate"),
    path("sign-in/passkey/", signing_in.passkey, name="mfa_login_webauthn"),
    path("sign-in/closed/", signing_in.closed, name="account_inactive"),
    path("sign-in/directory/failed/", signing_in.directory_failed, name="socialaccount_login_error"),
    path("sign-in/directory/stopped/", signing_in.directory_stopped, name="socialaccount_login_cancelled"),
    path("sign-in/directory/<slug:provider_id>/", signing_in.directory, name="openid_connect_login"),
    path("sign-in/directory/<slug:provider_id>/back/", signing_in.directory_back, name="openid_connect_callback"),
    path("sign-out/", signing_in.sign_out, name="account_logout"),
]

ACCOUNT = [
    path("account/sessions/", sessions.sessions, name="usersessions_list"),
    path("account/password/", account.change_password, name="account_change_password"),
    path("account/again/", account.again, name="account_reauthenticate"),
    path("account/again/code/", account.again_by_code, name="mfa_reauthenticate"),
    path("account/again/passkey/", account.again_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("account/factors/", factors.factors, name="mfa_index"),
    path("account/factors/app/", factors.add_app, name="mfa_activate_totp"),
    path("account/factors/app/remove/", factors.remove_app, name="mfa_deactivate_totp"),
    path("account/factors/passkeys/", factors.passkeys, name="mfa_list_webauthn"),
    path("account/factors/passkeys/add/", factors.add_passkey, name="mfa_add_webauthn"),
    path("account/factors/passkeys/<int:pk>/remove/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("account/factors/codes/", factors.codes, name="mfa_view_recovery_codes"),
    path("account/factors/codes/new/", factors.new_codes, name="mfa_generate_recovery_codes"),
]

urlpatterns = [path("", include((OURS, "access"))), *SIGN_IN, *ACCOUNT]
