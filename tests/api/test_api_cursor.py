"""A cursor passes over nothing, however many processes write meanwhile."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction

from api.keys import NOW, SCHOOL, Key, said
from api.keys import key_of as another_key
from fakes.processes import own_database, started, waited_for
from firstbell.responses.encompass import actions
from world import Area
from world.area import DESK, at
from world.feed import child, incident

CHILDREN = 12


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[None]:
    with own_database(tmp_path, monkeypatch):
        yield


@pytest.fixture
def told(shared: None, tmp_path: Path) -> Area:
    """A dozen children's notices, sent to one school."""
    area = Area(tmp_path)
    area.school("100001")
    names = [f"{letter}lex" for letter in "ABCDEFGHIJKL"]
    for name in names:
        area.pupil("100001", name, "Osei", "2015-01-01", sex="U")
    area.take_in_registers(at("2026-11-19 12:00"))
    children = [child(f"K{n}", name, "Osei", "2015-01-01", sex="U") for n, name in enumerate(names)]
    area.incidents(incident(children=children), now=at("2026-11-19 23:00"))
    area.run(NOW)
    return area


class Poller:
    """A school's system, which goes on from where it was."""

    def __init__(self, key: Key) -> None:
        self.key, self.cursor = key, "0"
        self.seen: list[str] = []

    def poll(self) -> bool:
        """Whether there was anything."""
        body = said(self.key.get(f"/notices?after={self.cursor}&limit=20"))
        self.seen += [notice["reference"] for notice in body["notices"]]
        self.cursor = body["cursor"]
        return bool(body["notices"])


def withdrawing(area: Area, references: list[str]) -> Callable[[], None]:
    """Withdraws these, each in a transaction that stays open for a while after it has written."""

    def work() -> None:
        for reference in references:
            with transaction.atomic():
                actions.withdraw_notice(
                    reference=reference, reason="another child", by=DESK, now=NOW, policy=area.policy
                )
                time.sleep(0.02)

    return work


def test_nothing_is_passed_over_while_others_write(told: Area) -> None:
    references = [row["reference"] for row in told.notices() if row["status"] == "sent"]
    assert len(references) == CHILDREN
    poller = Poller(another_key(SCHOOL, "notices:read"))
    poller.poll()
    poller.seen.clear()
    writers = [started(withdrawing(told, references[n::3])) for n in range(3)]
    for _ in range(200):
        poller.poll()
    assert [waited_for(writer) for writer in writers] == [0, 0, 0]
    while poller.poll():
        pass
    assert sorted(poller.seen) == sorted(references)
