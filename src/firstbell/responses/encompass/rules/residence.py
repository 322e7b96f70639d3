"""Who owns the duty: the force of the area where the child lives (R4; Domestic Abuse Act 2021 s. 49A)."""

from dataclasses import dataclass
from typing import Literal

from firstbell.pure.areas import Area
from firstbell.pure.policy import ForcePolicy
from firstbell.responses.encompass.rules.scope import Exposure

HERE = ("england", "wales")
"""The countries the duty reaches: elsewhere there are other laws, and a person decides."""


@dataclass(frozen=True, slots=True)
class Owner:
    """``force`` is named, as police.uk names it, only where another force of England or Wales owns the duty."""

    kind: Literal["ours", "force", "person"]
    force: str | None
    why: str


def owner_of(exposure: Exposure, policy: ForcePolicy, area: Area | None) -> Owner:
    """Who owns the duty for a child whose own residence lies in ``area``; the incident's address is never asked."""
    home = exposure.child.person.residence
    if home is None:
        return Owner("ours", None, "No residence of the child's own is known.")
    if area is None:
        return Owner("ours", None, "The postcode of the child's residence is not known.")
    if area.country not in HERE:
        return Owner("person", None, f"The child lives in {area.country.replace('-', ' ').title()}.")
    if area.force != policy.force:
        return Owner("force", area.force, f"The child lives in the area of {area.force}.")
    return Owner("ours", None, "The child lives in this force's area.")
