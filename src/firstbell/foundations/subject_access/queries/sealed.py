"""What lies sealed of a request, and digests that nobody can guess a short value from. For this part's own use."""

from collections.abc import Iterable

from django.conf import settings

from firstbell.foundations.seals.rules import Ring, keyed, seal, unseal
from firstbell.foundations.subject_access.rules.items import Item


def digest_of_value(value: str) -> str:
    """The same for the same value; to whoever lacks the key it says nothing."""
    return keyed(str(settings.LIKENESS_KEY).encode(), "subject_access.Decision", value).hex()


def digests(items: Iterable[Item]) -> dict[str, str]:
    """The digest of what each item says, by its key."""
    return {item.key: digest_of_value(item.value) for item in items}


def sealed_content(content: str, request: str) -> str:
    return seal(content, ring=Ring.of(settings.SEAL_KEYS), bound=_bound(request))


def content_of(sealed: str, request: str) -> str:
    return unseal(sealed, ring=Ring.of(settings.SEAL_KEYS), bound=_bound(request))


def _bound(request: str) -> str:
    return f"subject_access.Bundle.content:{request}"
