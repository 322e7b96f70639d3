"""Whom somebody may act for."""

import re

from firstbell.pure import areas

FORCE, OTHER_FORCE, ESTABLISHMENT, TRUST, AUTHORITY = "force", "other_force", "establishment", "trust", "authority"
SUPPORT, PROVIDER = "support", "provider"
SHORT_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

KINDS = {
    FORCE: "The force itself",
    OTHER_FORCE: "Another police force",
    ESTABLISHMENT: "A school, college or other setting",
    TRUST: "A trust that runs several schools",
    AUTHORITY: "A local authority",
    SUPPORT: "A support service for victims",
    PROVIDER: "A provider of a perpetrator programme",
}
"""Every kind of organisation, with what it is in words."""


def kind_of(organisation: str, home_force: str) -> str:
    """The kind of ``force:staffordshire``, ``establishment:124490``, ``trust:2048``, ``authority:E06000021``,
    ``support:new-era`` or ``provider:choices``.

    ``home_force`` is the force that this installation serves, as police.uk names it. ValueError for anything else.
    """
    kind, _, code = organisation.partition(":")
    if kind == FORCE and areas.is_force(code):
        return FORCE if code == home_force else OTHER_FORCE
    if kind in (ESTABLISHMENT, TRUST) and code.isdecimal():
        return kind
    if kind == AUTHORITY and areas.gss(code) == code:
        return kind
    if kind in (SUPPORT, PROVIDER) and SHORT_NAME.fullmatch(code):
        return kind
    raise ValueError(f"{organisation!r} is no organisation, such as establishment:124490 or authority:E06000021")
