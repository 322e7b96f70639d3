"""What the libraries of sign-in store of people: their tables cannot declare it, so it is declared here (H12)."""

PERSONAL_IN_LIBRARIES: dict[str, frozenset[str]] = {
    "contenttypes.ContentType": frozenset(),
    "auth.Permission": frozenset(),
    "auth.Group": frozenset(),
    "auth.Group_permissions": frozenset(),
    "sessions.Session": frozenset({"session_data"}),
    "account.EmailAddress": frozenset({"user", "email"}),
    "account.EmailConfirmation": frozenset({"email_address"}),
    "mfa.Authenticator": frozenset({"user", "data", "last_used_at"}),
    "usersessions.UserSession": frozenset({"user", "ip", "last_seen_at", "user_agent", "data"}),
    "socialaccount.SocialApp": frozenset(),
    "socialaccount.SocialAccount": frozenset({"user", "uid", "extra_data", "last_login"}),
    "socialaccount.SocialToken": frozenset({"account", "token", "token_secret"}),
}
"""The personal columns of every table that is not ours; what is not named is plain."""
