"""Files of incidents, in the format itself or by a force's own mapping profile."""

from firstbell.registers.incidents.intake.files import take_in_incidents
from firstbell.registers.incidents.intake.uploads import correct_reject, profiles_on_file, receive_upload

__all__ = ["correct_reject", "profiles_on_file", "receive_upload", "take_in_incidents"]
