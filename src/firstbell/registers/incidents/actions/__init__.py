"""What is written about incidents: their versions, and alarms about their feeds."""

from firstbell.registers.incidents.actions.alarms import note_alarms
from firstbell.registers.incidents.actions.versions import Received, record_version, record_versions

__all__ = ["Received", "note_alarms", "record_version", "record_versions"]
