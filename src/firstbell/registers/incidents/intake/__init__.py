"""Files of incidents, in the format itself or by a force's own mapping profile."""

from firstbell.registers.incidents.intake.files import take_in_incidents

__all__ = ["take_in_incidents"]
