"""Accounts made and closed, roles given and taken away, invitations, signing in, and other systems' keys."""

from firstbell.foundations.accounts.actions.authenticators import give_authenticator
from firstbell.foundations.accounts.actions.clients import (
    create_client,
    issue_token,
    note_token_used,
    revoke_client,
    rotate_secret,
)
from firstbell.foundations.accounts.actions.invitations import accept_invitation, invite, revoke_invitation
from firstbell.foundations.accounts.actions.people import (
    close_account,
    close_organisation,
    give_role,
    open_account,
    open_organisation,
    take_role_away,
)
from firstbell.foundations.accounts.actions.retention import (
    forget_devices,
    remove_ended_invitations,
    remove_ended_sessions,
)
from firstbell.foundations.accounts.actions.signing_in import (
    note_device,
    note_factor,
    note_failed_sign_in,
    note_sessions_ended,
    note_sign_in,
    note_sign_out,
    take_seat,
)

__all__ = [
    "accept_invitation",
    "close_account",
    "close_organisation",
    "create_client",
    "forget_devices",
    "give_authenticator",
    "give_role",
    "invite",
    "issue_token",
    "note_device",
    "note_factor",
    "note_failed_sign_in",
    "note_sessions_ended",
    "note_sign_in",
    "note_sign_out",
    "note_token_used",
    "open_account",
    "open_organisation",
    "remove_ended_invitations",
    "remove_ended_sessions",
    "revoke_client",
    "revoke_invitation",
    "rotate_secret",
    "take_role_away",
    "take_seat",
]
