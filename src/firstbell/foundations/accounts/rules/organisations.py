"""Whom somebody may act for."""

import re

from firstbell.pure import areas

FORCE, OTHER_FORCE, ESTABLISHMENT, TRUST, AUTHORITY = "force", "other_force", "establishment", "trust", "authority"
SUPPORT, PROVIDER, AGENCY = "support", "provider", "agency"
SHORT_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

KINDS = {
    FORCE: "The force itself",
    OTHER_FORCE: "Another police force",
    ESTABLISHMENT: "A school, college or other setting",
    TRUST: "A trust that runs several schools",
    AUTHORITY: "A local authority",
    SUPPORT: "A support service for victims",
    PROVIDER: "A provider of a perpetrator programme",
    AGENCY: "Another agency that sees families: health, housing, a charity",
}
"""Every kind of organisation, with what it is in words."""

SCHOOL, HEALTH, HOUSING, POLICE, THIRD_SECTOR, PUBLIC = (
    *("school", "health", "housing"),
    *("police", "third-sector", "public"),
)
SOURCE_CLASSES = {
    SCHOOL: "School",
    HEALTH: "Health",
    HOUSING: "Housing",
    POLICE: "Police",
    THIRD_SECTOR: "Third sector",
    PUBLIC: "Public",
}
"""Whose eyes something was seen with. Two of one class are not independent of each other."""
OF_AGENCIES = frozenset(SOURCE_CLASSES) - {PUBLIC}
"""The classes that an agency may be of. One of none of the obvious kinds is of the one that it works like."""


def kind_of(organisation: str, home_force: str) -> str:
    """The kind of ``force:staffordshire``, ``establishment:124490``, ``trust:2048``, ``authority:E06000021``,
    ``support:new-era``, ``provider:choices`` or ``agency:health.city-surgery``.

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
    if kind == AGENCY and is_agency(code):
        return kind
    raise ValueError(f"{organisation!r} is no organisation, such as establishment:124490 or authority:E06000021")


def is_agency(code: str) -> bool:
    """Whether this is an agency's code: its source class, a full stop and a short name, ``health.city-surgery``."""
    source_class, _, name = code.partition(".")
    return source_class in OF_AGENCIES and SHORT_NAME.fullmatch(name) is not None


def source_class_of(organisation: str) -> str:
    """The source class of whoever reports for an organisation (``agency:health.city-surgery`` is ``health``); "" for
    one that has none."""
    kind, _, code = organisation.partition(":")
    if kind == AGENCY:
        return code.partition(".")[0]
    return {ESTABLISHMENT: SCHOOL, TRUST: SCHOOL, FORCE: POLICE, SUPPORT: THIRD_SECTOR}.get(kind, "")
