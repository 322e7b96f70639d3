"""H1: floors and parts import only downward, and nothing stands that is not declared."""

from architecture.checks.contracts import broken, unlike_the_plan, verdicts
from architecture.checks.source import ROOT, told
from architecture.checks.tree import undeclared, without_an_inside


def test_floors_and_parts_import_only_downward() -> None:
    assert len(verdicts(ROOT)) >= 15
    assert not broken(ROOT, "H1"), told(broken(ROOT, "H1"))


def test_every_folder_is_declared() -> None:
    assert not undeclared(ROOT), told(undeclared(ROOT))


def test_no_folder_stands_empty() -> None:
    assert not without_an_inside(ROOT), told(without_an_inside(ROOT))


def test_contracts_and_plan_name_the_same_parts() -> None:
    assert not unlike_the_plan(ROOT), told(unlike_the_plan(ROOT))


def test_this_is_the_tree_that_runs() -> None:
    """What is checked is what is imported, not a copy installed elsewhere."""
    import firstbell

    assert firstbell.__file__ == str(ROOT / "src/firstbell/__init__.py")
