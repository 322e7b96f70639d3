"""What is written about homes. A file's lines come through ``intake``."""

from firstbell.registers.premises.actions.files import put_homes_in_force, stage_homes
from firstbell.registers.premises.actions.hands import decide_by_hand
from firstbell.registers.premises.actions.hearing import record_hearing

__all__ = ["decide_by_hand", "put_homes_in_force", "record_hearing", "stage_homes"]
