"""Writing down which pupil a child is, and who is one person across incidents."""

from firstbell.registers.linkage.actions.identities import join_identities, record_identities, split_identity
from firstbell.registers.linkage.actions.links import record_links

__all__ = ["join_identities", "record_identities", "record_links", "split_identity"]
