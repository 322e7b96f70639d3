"""Who signs in, for whom, and as what."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Organisation(models.Model):
    """Somebody whom people act for: ``key`` is ``establishment:124490`` and its like, ``kind`` one of its ``KINDS``."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "key", "kind", "name", "made_at", "closed_at"})

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20)
    name = models.TextField()
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)


class Account(AbstractBaseUser):
    """Somebody who can sign in, by e-mail. An account without roles opens nothing."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"email", "name", "phone", "password", "last_login"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "is_active", "made_at"})

    email = models.EmailField(max_length=254, unique=True)
    name = models.TextField()
    phone = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = BaseUserManager()


class Membership(models.Model):
    """One role of one account in one organisation."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"account"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "organisation", "role", "given_at"})

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "organisation", "role"], name="one_membership_a_role")
        ]


class Invitation(models.Model):
    """Somebody asked to sign in, as one role. Of the code only a digest is kept; ``tries`` counts the wrong ones."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"email"})
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "reference", "organisation", "role", "digest", "made_at", "expires_at", "used_at", "revoked_at", "tries"}
    )

    reference = models.CharField(max_length=20, unique=True)
    email = models.EmailField(max_length=254)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=30)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)


class Device(models.Model):
    """A browser in which an account has signed in, known by a random mark, of which only a digest is kept here."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"account"})
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "reference", "digest", "made_at", "seen_at"})

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    reference = models.CharField(max_length=20, unique=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="one_device_an_account")]


class Client(models.Model):
    """A system that speaks for an organisation through the API. Of its secrets only digests are kept.

    ``old_digest`` is that of the secret before, which works until ``old_until``.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"id", "client_id", "organisation", "name", "scopes", "digest", "old_digest", "old_until"}
        | {"made_at", "revoked_at", "used_at"}
    )

    client_id = models.CharField(max_length=40, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="clients")
    name = models.TextField()
    scopes = models.JSONField()
    digest = models.CharField(max_length=64)
    old_digest = models.CharField(max_length=64, blank=True)
    old_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)


class Token(models.Model):
    """What a client shows with each request, for an hour; only its digest is kept."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    PLAIN: ClassVar[frozenset[str]] = frozenset({"id", "client", "digest", "scopes", "made_at", "expires_at"})

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
