"""`firstbell release`: the same actions by command, for those only who may do them on pages."""

import pytest
from typer.testing import CliRunner, Result

from firstbell.interfaces.cli.commands import app
from firstbell.pure.refusal import Refused
from firstbell.reporting.publication import queries
from world import published as world
from world.cast import CAST, join
from world.published import NOW

pytestmark = pytest.mark.django_db
WHO = ("analyst", "signatory", "commissioner", "desk")


@pytest.fixture(autouse=True)
def _everybody() -> None:
    for name in WHO:
        join(name, now=NOW)
    world.loaded(world.reports())


def ran(*words: str, by: str = "") -> Result:
    who = ["--as", CAST[by].email, "--now", NOW.isoformat()] if by else []
    return CliRunner().invoke(app, ["release", *words, *who])


def drafted(month: str = "2025-01", by: str = "analyst") -> Result:
    table = ("--measure", "reports", "--level", "force", "--month", month, "--months", "1", "--summary", world.WORDS)
    return ran("draft", *table, by=by)


def test_a_release_goes_from_draft_to_published_by_command() -> None:
    made = drafted().output.partition(":")[0]
    assert made in ran("list", "--drafts").output
    for who in ("signatory", "commissioner"):
        assert ran("sign", made, by=who).exit_code == 0
    assert [one.reference for one in queries.public_releases()] == [made]
    assert "Signed: 2 of 2" in ran("show", made).output
    revised = ran("revise", made, "--summary", world.WORDS, by="analyst").output.partition(":")[0]
    assert ran("withdraw", revised, "--reason", "Nothing large has changed since.", by="analyst").exit_code == 0
    assert "Withdrawn" in ran("list").output


def test_who_may_not_on_pages_may_not_by_command() -> None:
    made = drafted().output.partition(":")[0]
    for no in (drafted(by="signatory"), ran("sign", made, by="analyst"), ran("sign", made, by="desk")):
        assert isinstance(no.exception, Refused), no.output
        assert "nobody of that name" in str(no.exception)
    assert ran("sign", made, "--as", "nobody@force.example").exit_code != 0
    assert not queries.public_releases()


def test_what_others_published_is_entered_by_command() -> None:
    said = ("--measure", "reports", "--area", "staffordshire", "--month", "2024-01", "--months", "12")
    more = ("--low", "18245", "--high", "18245", "--where", "Annual report", "--on", "2025-07-01")
    assert ran("enter", *said, *more, by="analyst").exit_code == 0
    (line,) = queries.register(seen_by=world.DRAFTER)
    assert line.kind == "Published by others"


def test_a_month_that_is_none_is_wrong_use() -> None:
    assert drafted("January").exit_code == 2
