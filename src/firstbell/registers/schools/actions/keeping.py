"""What the actions that people use share: whether the place is theirs."""

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours
from firstbell.registers.schools.models import Establishment
from firstbell.registers.schools.rules.keeping import organisations_of


def refuse_strangers(owner: str, by: Actor, policy: ForcePolicy) -> None:
    """NotYours for a place that is not on the register, or that ``by`` does not act for. The establishment stays locked
    until the transaction ends, so that two people change its contacts one after the other."""
    row = Establishment.objects.select_for_update().filter(urn=owner).values_list("authority", "trust").first()
    authority, trust = row or ("", "")
    theirs = organisations_of(owner, authority=authority, trust=trust, home_force=policy.force)
    if by.organisation not in theirs or (owner.isdigit() and row is None):
        raise NotYours("There is no such place among yours.", "Check that you act for the right organisation.")
