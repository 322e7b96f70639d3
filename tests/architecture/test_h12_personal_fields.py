"""H12: every model field is declared personal or not."""

from architecture.checks.admitted import LOOKED_AT, MEANS_TWO_THINGS
from architecture.checks.fields import (
    declared_both_ways,
    ours,
    plainly_personal,
    undeclared_fields,
    undeclared_library_tables,
)
from architecture.checks.source import told
from firstbell.foundations.accounts.rules.library_tables import PERSONAL_IN_LIBRARIES


def test_every_field_is_declared_once() -> None:
    models = ours()
    assert len(models) > 10
    assert not undeclared_fields(models), told(undeclared_fields(models))


def test_no_field_that_sounds_personal_is_declared_plain() -> None:
    found = plainly_personal(ours(), LOOKED_AT)
    assert not found, told(found)


def test_a_name_means_the_same_in_every_table() -> None:
    found = declared_both_ways(ours(), MEANS_TWO_THINGS)
    assert not found, told(found)


def test_what_libraries_store_of_people_is_declared() -> None:
    found = undeclared_library_tables(PERSONAL_IN_LIBRARIES)
    assert not found, told(found)


def test_a_library_table_left_out_is_seen() -> None:
    left_out = {label: names for label, names in PERSONAL_IN_LIBRARIES.items() if label != "mfa.Authenticator"}
    assert [breach.where for breach in undeclared_library_tables(left_out)] == ["mfa.Authenticator"]
    misspelt = PERSONAL_IN_LIBRARIES | {"mfa.Authenticator": frozenset({"date"})}
    assert [breach.where for breach in undeclared_library_tables(misspelt)] == ["mfa.Authenticator.date"]
