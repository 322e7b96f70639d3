"""The school register, contacts, staff, terms, closures and rolls, each from a file in its own format."""

from firstbell.registers.schools.intake.calendars import take_in_closures, take_in_terms
from firstbell.registers.schools.intake.people import take_in_contacts, take_in_staff
from firstbell.registers.schools.intake.register import take_in_establishments, take_in_links
from firstbell.registers.schools.intake.rolls import take_in_roll
from firstbell.registers.schools.intake.uploads import correct_reject, receive_upload

__all__ = [
    "correct_reject",
    "receive_upload",
    "take_in_closures",
    "take_in_contacts",
    "take_in_establishments",
    "take_in_links",
    "take_in_roll",
    "take_in_staff",
    "take_in_terms",
]
