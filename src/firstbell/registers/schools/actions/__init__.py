"""What is written about schools. A file's lines come through ``intake``."""

from firstbell.registers.schools.actions.calendars import record_blocks, record_closures
from firstbell.registers.schools.actions.calendars_kept import keep_closure, keep_term, remove_closure, remove_term
from firstbell.registers.schools.actions.contacts import mark_contact_bounced, mark_contact_verified, record_contacts
from firstbell.registers.schools.actions.contacts_kept import keep_contact, remove_contact
from firstbell.registers.schools.actions.keys import renew_keys
from firstbell.registers.schools.actions.register import record_establishments, record_links
from firstbell.registers.schools.actions.rolls import add_roll_line, put_roll_in_force, stage_roll_lines
from firstbell.registers.schools.actions.staff import record_staff

__all__ = [
    "add_roll_line",
    "keep_closure",
    "keep_contact",
    "keep_term",
    "mark_contact_bounced",
    "mark_contact_verified",
    "put_roll_in_force",
    "record_blocks",
    "record_closures",
    "record_contacts",
    "record_establishments",
    "record_links",
    "record_staff",
    "remove_closure",
    "remove_contact",
    "remove_term",
    "renew_keys",
    "stage_roll_lines",
]
