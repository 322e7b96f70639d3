"""What other parts may ask about schools."""

from firstbell.registers.schools.queries.about import (
    about_contact,
    about_pupil,
    about_staff,
    contacts_named,
    pupils_named,
    staff_named,
)
from firstbell.registers.schools.queries.calendars import calendar_details, calendar_of
from firstbell.registers.schools.queries.contacts import (
    contact_by_email,
    contact_details,
    contacts_of,
    contacts_to_verify,
    establishments_without_contact,
    staff_of,
    unverified_contacts,
)
from firstbell.registers.schools.queries.counted import ContactCounted, contacts_counted
from firstbell.registers.schools.queries.establishments import (
    current_urn,
    establishment,
    establishments,
    establishments_of_trust,
    open_establishments,
    predecessors_all,
    register_stamp,
    trusts,
    unknown_urns,
)
from firstbell.registers.schools.queries.rolls import (
    any_roll,
    authorities_with_old_keys,
    current_rolls,
    moves_of,
    roll_changes,
    roll_lines_sharing,
    roll_rows,
    roll_rows_by_id,
    roll_stamp,
    rolls_of_another_year,
)
from firstbell.registers.schools.queries.searching import search_establishments
from firstbell.registers.schools.queries.stated import stated_school

__all__ = [
    "ContactCounted",
    "about_contact",
    "about_pupil",
    "about_staff",
    "any_roll",
    "authorities_with_old_keys",
    "calendar_details",
    "calendar_of",
    "contact_by_email",
    "contact_details",
    "contacts_counted",
    "contacts_named",
    "contacts_of",
    "contacts_to_verify",
    "current_rolls",
    "current_urn",
    "establishment",
    "establishments",
    "establishments_of_trust",
    "establishments_without_contact",
    "moves_of",
    "open_establishments",
    "predecessors_all",
    "pupils_named",
    "register_stamp",
    "roll_changes",
    "roll_lines_sharing",
    "roll_rows",
    "roll_rows_by_id",
    "roll_stamp",
    "rolls_of_another_year",
    "search_establishments",
    "staff_named",
    "staff_of",
    "stated_school",
    "trusts",
    "unknown_urns",
    "unverified_contacts",
]
