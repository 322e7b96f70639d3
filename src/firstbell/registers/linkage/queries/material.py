"""What a model can be learnt from here."""

from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage.rules.material import Material, material_of
from firstbell.registers.schools import queries as schools


def material_in_force() -> Material:
    """The rolls in force, and the children of every incident as its highest version tells them."""
    return material_of((pupil for pupil, _ in schools.roll_rows()), incidents.every_incident())
