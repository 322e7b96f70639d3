"""What is written about incidents: their versions, alarms about their feeds, and who may not see them."""

from firstbell.registers.incidents.actions.alarms import note_alarms
from firstbell.registers.incidents.actions.forgetting import forget_incident
from firstbell.registers.incidents.actions.opening import open_for_party
from firstbell.registers.incidents.actions.restrictions import (
    compare_officer,
    lift_restriction,
    open_record,
    restrict_record,
    tell_of_restriction,
)
from firstbell.registers.incidents.actions.versions import Received, record_version, record_versions

__all__ = [
    "Received",
    "compare_officer",
    "forget_incident",
    "lift_restriction",
    "note_alarms",
    "open_for_party",
    "open_record",
    "record_version",
    "record_versions",
    "restrict_record",
    "tell_of_restriction",
]
