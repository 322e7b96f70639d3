"""What becomes of what somebody says at a door."""

from firstbell.pure.refusal import Refused

INTELLIGENCE, CONCERN, DISCLOSURE = "intelligence", "concern", "disclosure"
KINDS = {
    INTELLIGENCE: "Something about offending, from somebody whose name is sealed",
    CONCERN: "Worry about somebody",
    DISCLOSURE: "Somebody said that it happens to them",
}
PATHS = {
    "emergency": "Emergency: somebody is in danger now",
    "victim_support": "Specialist support, by a safe contact",
    "child_referral": "Referral about a child",
    "adult_referral": "Referral about an adult at risk",
    "high_risk_conference": "The conference about cases of highest risk",
}
"""Where a disclosure goes so that somebody is made safe."""
NEW, PASSED_ON, CLOSED = "new", "passed_on", "closed"


def may_be_heard(kind: str, said: str, path: str) -> None:
    """Refused for an empty or unknown thing, and for a disclosure that nobody would act on."""
    if kind not in KINDS or not said.strip():
        raise Refused("What was heard needs a kind and words.", f"Choose one of: {', '.join(KINDS)}.")
    if (kind == DISCLOSURE or path) and path not in PATHS:
        raise Refused("A disclosure needs its safeguarding path.", f"Choose one of: {', '.join(PATHS)}.")
