"""H12: every model field is declared personal or not."""

from django.apps import apps

from architecture.checks.admitted import LOOKED_AT, MEANS_TWO_THINGS
from architecture.checks.fields import declared_both_ways, plainly_personal, undeclared_fields
from architecture.checks.source import told


def test_every_field_is_declared_once() -> None:
    models = apps.get_models(include_auto_created=True)
    assert len(models) > 10
    assert not undeclared_fields(models), told(undeclared_fields(models))


def test_no_field_that_sounds_personal_is_declared_plain() -> None:
    found = plainly_personal(apps.get_models(), LOOKED_AT)
    assert not found, told(found)


def test_a_name_means_the_same_in_every_table() -> None:
    found = declared_both_ways(apps.get_models(), MEANS_TWO_THINGS)
    assert not found, told(found)
