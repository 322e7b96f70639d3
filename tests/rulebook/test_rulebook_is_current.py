"""The printed rulebook says what the tables say."""

from rulebook.pages import RULES, files
from rulebook.tables import RULEBOOK


def test_the_printed_rulebook_is_what_the_tables_say() -> None:
    printed = {file.name: file.read_text(encoding="utf-8") for file in RULEBOOK.glob("*.md")}
    assert printed == files(), "run `make rulebook` and commit what it writes"


def test_every_rule_is_in_the_index() -> None:
    assert [rule for rule, *_ in RULES] == [f"R{number}" for number in range(1, 18)]
