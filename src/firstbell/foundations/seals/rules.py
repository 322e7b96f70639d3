"""Sealing a text with AES-GCM, drawing bytes from a key that nobody can guess, and references that say nothing."""

import base64
import hmac
import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What references and codes are made of: nothing is heard or read as something else (0 and O, 1, I and L, U and V)."""


class BrokenSeal(ValueError):
    """A sealed text that no key of the ring opens for the place it was found in."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Keys by name, the newest first: it seals with the first and opens with any. ``keys`` are (name, 32 bytes)."""

    keys: tuple[tuple[str, bytes], ...]

    @classmethod
    def of(cls, lines: str) -> "Ring":
        """A ring of secrets that stand one a line, the newest first. ValueError where there is none."""
        if not lines.split():
            raise ValueError("a ring needs a secret; write one into seals.secret")
        return cls(tuple((_name(secret), keyed(secret.encode(), "seal")) for secret in lines.split()))


def seal(text: str, *, ring: Ring, bound: str) -> str:
    """``text`` sealed with the newest key, as ``key.base64``; it opens only for the same ``bound``.

    ``bound`` says where it belongs (``cocoon.Operation.target:OC-7K3QX2MB``), so that none can be moved elsewhere.
    """
    name, key = ring.keys[0]
    nonce = os.urandom(NONCE)
    sealed = AESGCM(key).encrypt(nonce, text.encode(), bound.encode())
    return f"{name}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, *, ring: Ring, bound: str) -> str:
    """The text. BrokenSeal where the key is not in the ring, or the text was changed or belongs elsewhere."""
    name, _, body = sealed.partition(".")
    key = dict(ring.keys).get(name)
    if key is None:
        raise BrokenSeal(
            f"No key {name!r} is known; put the secret it came from back into seals.secret as a last line."
        )
    try:
        packed = base64.urlsafe_b64decode(body)
        return AESGCM(key).decrypt(packed[:NONCE], packed[NONCE:], bound.encode()).decode()
    except (InvalidTag, ValueError) as fault:
        raise BrokenSeal(f"What is sealed for {bound} was changed or moved; take the row from a backup.") from fault


def keyed(key: bytes, *parts: str) -> bytes:
    """32 bytes that nobody without the key can foretell: HMAC-SHA256 over the parts, each with its length before it."""
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in (one.encode() for one in parts))
    return hmac.new(key, framed, sha256).digest()


def drawn_reference(kind: str) -> str:
    """``I-7KQ3MXP4``: says nothing, and is no secret."""
    return f"{kind}-" + "".join(secrets.choice(LETTERS) for _ in range(8))


def reference_for(kind: str, key: UUID) -> str:
    """The reference of what a telephone sends under a key of its own: the same one each time it is sent."""
    number = int.from_bytes(sha256(key.bytes).digest(), "big")
    return f"{kind}-" + "".join(LETTERS[number // len(LETTERS) ** n % len(LETTERS)] for n in range(8))


def _name(secret: str) -> str:
    return sha256(b"name of a key\0" + secret.encode()).hexdigest()[:8]
