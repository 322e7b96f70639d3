"""Taking a file in: whole or resumed, never half and forgotten, and the same file twice changes nothing."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.audit.models import Entry
from firstbell.foundations.take_in import actions, queries
from firstbell.foundations.take_in.actions import Line, Stored, TakenIn, Unusable, take_in
from firstbell.foundations.take_in.intake.lines import read_csv, read_lines
from firstbell.foundations.take_in.models import Reject, TakeIn
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """As good as a SIGKILL for what a transaction keeps."""


class Shop:
    """Stores lines where the database keeps them or takes them back with the batch: as entries of the audit trail."""

    def __init__(self, by: Actor, now: datetime) -> None:
        self.by, self.now = by, now
        self.unfit: set[str] = set()
        self.kill_at = ""
        self.batches: list[list[int]] = []

    def store(self, batch: list[Line]) -> Stored:
        self.batches.append([line.number for line in batch])
        known = self.kept()
        changed, unfit = 0, []
        for line in batch:
            if line.text == self.kill_at:
                raise Killed
            if line.text in self.unfit:
                unfit.append((line.number, "date_of_birth", "is no date"))
            elif line.text not in known:
                changed += 1
                audit.record(by=self.by, now=self.now, action="kept", subject=line.text)
        return Stored(changed, len(batch) - changed - len(unfit), unfit)

    def kept(self) -> Counter[str]:
        return Counter(Entry.objects.filter(action="kept").values_list("subject", flat=True))


@pytest.fixture
def shop(by: Actor, now: datetime) -> Shop:
    return Shop(by, now)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Ten lines, ``l1`` to ``l10``."""
    path = tmp_path / "night.jsonl"
    path.write_text("".join(f"l{n}\n" for n in range(1, 11)))
    return path


@pytest.fixture
def take(shop: Shop) -> Callable[..., TakenIn]:
    def _take(file: Path, **options: Any) -> TakenIn:
        options = {"kind": "lines", "batch": 3, "items": read_lines(file), "store": shop.store} | options
        return take_in(path=file, by=shop.by, now=shop.now, **options)

    return _take


def reject_lines() -> list[tuple[str, int, str, str]]:
    return [(row.file, row.line, row.field, row.reason) for row in queries.rejects()]


def test_a_file_is_taken_in_batch_by_batch(take: Any, file: Path, shop: Shop) -> None:
    steps: list[int] = []
    taken = take(file, progress=steps.append)
    assert taken == TakenIn("lines", "night.jsonl", lines=10, changed=10, unchanged=0, rejected=0, resumed_at=None)
    assert shop.batches == [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10]]
    assert steps == [3, 6, 9, 10]
    assert queries.last_line_at("lines") == shop.now
    assert queries.last_line_at("other") is None
    assert queries.unfinished() == []


def test_the_same_file_twice_changes_nothing(take: Any, file: Path, shop: Shop) -> None:
    shop.unfit = {"l5"}
    first, second = take(file), take(file)
    assert (first.changed, first.unchanged, first.rejected) == (9, 0, 1)
    assert (second.changed, second.unchanged, second.rejected, second.resumed_at) == (0, 9, 1, None)
    assert set(shop.kept().values()) == {1}
    assert len(reject_lines()) == 1
    assert TakeIn.objects.count() == 1


def test_the_same_content_under_another_name_is_the_same_file(take: Any, file: Path, tmp_path: Path) -> None:
    take(file)
    again = tmp_path / "copy.jsonl"
    again.write_bytes(file.read_bytes())
    assert take(again).file == "copy.jsonl"
    assert TakeIn.objects.get().file == "copy.jsonl"


@pytest.mark.parametrize("at", range(1, 11))
def test_a_kill_at_any_line_neither_loses_nor_doubles(take: Any, file: Path, shop: Shop, at: int) -> None:
    shop.unfit = {"l2", "l8"}
    shop.kill_at = f"l{at}"
    with pytest.raises(Killed):
        take(file)
    whole = (at - 1) // 3 * 3
    waiting = [(row.kind, row.file, row.lines_done) for row in queries.unfinished()]
    assert waiting == ([("lines", "night.jsonl", whole)])
    shop.kill_at, shop.batches = "", []
    taken = take(file)
    assert shop.batches[0][0] == whole + 1
    assert (taken.changed, taken.unchanged, taken.rejected, taken.resumed_at) == (8, 0, 2, whole or None)
    assert shop.kept() == Counter(f"l{n}" for n in range(1, 11) if n not in (2, 8))
    assert [row[1] for row in reject_lines()] == [2, 8]
    assert queries.unfinished() == []


def test_a_kill_while_finishing_is_resumed_there(take: Any, file: Path, shop: Shop) -> None:
    def killed(_: TakenIn) -> None:
        audit.record(by=shop.by, now=shop.now, action="kept", subject="in force")
        raise Killed

    with pytest.raises(Killed):
        take(file, finish=killed)
    assert shop.kept()["in force"] == 0
    told: list[TakenIn] = []
    taken = take(file, finish=told.append)
    assert told == [taken]
    assert (taken.changed, taken.resumed_at) == (10, 10)
    assert shop.kept() == Counter(f"l{n}" for n in range(1, 11))


def test_a_kill_in_a_second_taking_in_is_resumed_too(take: Any, file: Path, shop: Shop) -> None:
    take(file)
    shop.kill_at = "l5"
    with pytest.raises(Killed):
        take(file)
    shop.kill_at = ""
    taken = take(file)
    assert (taken.changed, taken.unchanged, taken.resumed_at) == (0, 10, 3)


def test_unreadable_lines_are_rejects_that_never_reach_the_store(take: Any, tmp_path: Path, shop: Shop) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_bytes(b"l1\nl\xff2\n\nl\x004\nl5\n")
    taken = take(file)
    assert (taken.lines, taken.changed, taken.rejected) == (5, 2, 2)
    assert reject_lines() == [("bad.jsonl", 2, "", "is not utf-8"), ("bad.jsonl", 4, "", "holds a NUL byte")]
    assert list(Reject.objects.order_by("line").values_list("text", flat=True)) == ["l\\xff2", "l\\x004"]
    assert shop.batches == [[1], [5]]


def test_a_reject_keeps_the_line_as_it_stood_for_correction(take: Any, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text('urn,name\n1,"St\nPeter"\n2\n')
    items = read_csv(file, required=["urn", "name"])
    taken = take(file, items=items, store=lambda rows: Stored(0, 0, [(row.number, "urn", "is closed") for row in rows]))
    assert taken.rejected == 2
    assert list(Reject.objects.order_by("line").values_list("line", "field", "text")) == [
        (2, "urn", '1,"St\nPeter"'),
        (4, "", "2"),
    ]


def test_a_line_that_is_fit_by_now_is_no_longer_a_reject(take: Any, file: Path, shop: Shop) -> None:
    shop.unfit = {"l4", "l9"}
    take(file)
    shop.unfit = {"l9"}
    assert take(file).changed == 1
    assert [row[1] for row in reject_lines()] == [9]


def test_a_corrected_file_is_another_file(take: Any, file: Path, shop: Shop) -> None:
    shop.unfit = {"l4"}
    take(file)
    file.write_text(file.read_text().replace("l4\n", "four\n"))
    taken = take(file)
    assert (taken.changed, taken.unchanged, taken.rejected) == (1, 9, 0)
    assert TakeIn.objects.count() == 2


def test_another_scope_is_another_taking_in(take: Any, file: Path, shop: Shop) -> None:
    shop.kill_at = "l5"
    with pytest.raises(Killed):
        take(file, scope="E06000021 2026-02-06")
    shop.kill_at = ""
    assert take(file, scope="E10000028 2026-02-06").resumed_at is None
    assert take(file, scope="E06000021 2026-02-06").resumed_at == 3


def test_a_file_replaced_after_a_kill_no_longer_waits(take: Any, file: Path, shop: Shop) -> None:
    shop.kill_at = "l5"
    with pytest.raises(Killed):
        take(file)
    shop.kill_at = ""
    shop.now += timedelta(minutes=5)
    file.write_text("l1\nl2\n")
    take(file)
    assert queries.unfinished() == []


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_unusable_file_leaves_nothing_behind(take: Any, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "none.jsonl"
    file.write_bytes(content)
    with pytest.raises(Unusable):
        take(file)
    assert not TakeIn.objects.exists()


def test_a_file_written_to_meanwhile_is_not_called_finished(take: Any, file: Path, shop: Shop) -> None:
    def items() -> Iterator[Line]:
        yield from read_lines(file)
        with file.open("a") as out:
            out.write("l11\n")

    with pytest.raises(Unusable, match=r"night\.jsonl: the file was written to while it was read"):
        take(file, items=items())
    assert [row.lines_done for row in queries.unfinished()] == [10]
    assert take(file).changed == 1
    assert set(shop.kept().values()) == {1}


def test_two_processes_cannot_take_in_one_file_at_once(take: Any, file: Path, shop: Shop) -> None:
    def other_process(_: int) -> None:
        TakeIn.objects.update(lines_done=6)

    with pytest.raises(Refused, match="another process"):
        take(file, progress=other_process)
    assert shop.batches == [[1, 2, 3]]


def test_a_batch_is_cut_where_its_text_gets_heavy(
    take: Any, file: Path, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "HEAVIEST_BATCH", 4)
    take(file, batch=500)
    assert [len(batch) for batch in shop.batches] == [2, 2, 2, 2, 2]


def test_the_trail_says_what_was_taken_in(take: Any, file: Path, shop: Shop) -> None:
    shop.unfit = {"l2"}
    take(file, batch=5)
    told = Entry.objects.exclude(action="kept").order_by("sequence").values_list("action", "subject", "details")
    subject = f"take_in:lines:{TakeIn.objects.get().pk}"
    batches = [
        '{"changed":4,"from_line":1,"rejected":1,"to_line":5,"unchanged":0}',
        '{"changed":5,"from_line":6,"rejected":0,"to_line":10,"unchanged":0}',
    ]
    assert list(told)[:2] == [("take_in.batch", subject, counts) for counts in batches]
    assert told[2][:2] == ("take_in.finish", subject)
    assert '"changed":9,' in told[2][2]
