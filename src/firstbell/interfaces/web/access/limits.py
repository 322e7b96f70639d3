"""How often something may be sent from one place, by whoever has not signed in."""

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from allauth.core import ratelimit
from django.utils.crypto import salted_hmac

from firstbell.interfaces.web.access.adapters import AccountAdapter

ONE_PLACE = 64
"""Bits of an IPv6 address: what comes after them one household has to itself."""


def sends_too_often(request: Any, action: str) -> bool:
    """Whether this was sent from here more often than ``ACCOUNT_RATE_LIMITS`` allows; only what is sent counts.

    Where "here" is, is kept as a digest under our own key: from it nobody learns who sent.
    """
    here = salted_hmac(action, _place(AccountAdapter(request).get_client_ip(request))).hexdigest()
    return not ratelimit.consume(request, action=action, key=here)


def _place(text: str) -> str:
    address = ip_address(text)
    return str(ip_network((address, ONE_PLACE), strict=False)) if isinstance(address, IPv6Address) else text
