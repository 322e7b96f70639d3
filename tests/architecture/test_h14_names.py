"""H14: no names that say nothing; lists instead of discovery."""

from django.conf import settings

from architecture.checks.source import ROOT, told
from architecture.checks.tree import discovery, forbidden_names, not_installed


def test_names_say_something() -> None:
    assert not forbidden_names(ROOT), told(forbidden_names(ROOT))


def test_nothing_is_found_by_looking_around() -> None:
    assert not discovery(ROOT), told(discovery(ROOT))


def test_the_list_of_apps_is_the_list_of_parts() -> None:
    found = not_installed(ROOT, settings.INSTALLED_APPS)
    assert not found, told(found)
