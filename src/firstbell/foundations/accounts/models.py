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
