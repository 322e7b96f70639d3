"""H15: files up to 400 lines, functions up to 40, half of them 8 or fewer."""

from statistics import median

from architecture.checks.source import ROOT, sources, told
from architecture.checks.tree import function_lengths, too_long


def test_files_and_functions_are_short() -> None:
    found = too_long(ROOT, "src/firstbell", "tests", "benchmarks")
    assert not found, told(found)


def test_half_of_all_functions_are_very_short() -> None:
    lengths = [length for source in sources(ROOT) for _, _, length in function_lengths(source)]
    assert median(lengths) <= 8
