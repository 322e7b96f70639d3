"""The index of a roll on disk: written whole or not at all, opened equal to one in memory, refused where it is not."""

import csv
import json
import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.take_in.rules import Unusable
from firstbell.pure.matching import blocking
from firstbell.pure.matching.index import index_of
from firstbell.pure.matching.model import shipped_model
from firstbell.pure.matching.records import Sought
from firstbell.pure.matching.search import candidates
from firstbell.registers.linkage.gateways import index_files
from firstbell.registers.linkage.gateways.index_files import ABOUT, ARRAYS, IndexedRoll, open_index
from firstbell.registers.linkage.intake import Rejected, find_in_index, index_rolls, roll_files
from firstbell.registers.schools.rules.rolls import READ

AS_OF = date(2026, 11, 16)
FORENAMES = ("Oliver James", "Emily", "Zofia", "Muhammad Ali", "Noor", "Łukasz")
SURNAMES = ("Okafor", "Smith-Jones", "Nowak", "Khan", "O'Brien")

Make = Callable[..., IndexedRoll]


def row(number: int, **columns: str) -> dict[str, str]:
    line = {
        "urn": str(100000 + number),
        "forenames": FORENAMES[number % len(FORENAMES)],
        "surname": SURNAMES[number % len(SURNAMES)],
        "date_of_birth": f"20{10 + number % 9}-0{1 + number % 7}-1{number % 10}",
        "sex": "MF"[number % 2],
        "address_line_1": f"{number} Example Road",
        "postcode": f"ST4 {number % 9}AA",
        "enrolment": "C",
        "education": "school",
    }
    return line | columns


@pytest.fixture
def roll(tmp_path: Path) -> Callable[..., Path]:
    def write(*rows: dict[str, str], name: str = "roll.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, READ, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def make(tmp_path: Path, roll: Callable[..., Path], now: datetime) -> Make:
    def index(*rows: dict[str, str], into: str = "index", **options: Any) -> IndexedRoll:
        index_rolls(paths=[roll(*rows)], into=tmp_path / into, as_of=AS_OF, now=now, **options)
        return open_index(tmp_path / into)

    return index


def wanted() -> list[Sought]:
    """One for each of the first lines of a roll, and somebody of whom nobody has heard."""
    found = []
    for number in range(60):
        line = row(number)
        born = date.fromisoformat(line["date_of_birth"])
        found.append(Sought(str(number), line["forenames"], line["surname"], born_from=born, born_to=born))
    return [*found, Sought("nobody", "Xanthe", "Quillfeather", born_from=AS_OF, born_to=AS_OF)]


def test_it_finds_whom_an_index_in_memory_finds(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roll_files, "CHUNK", 64)
    stored = make(*(row(number) for number in range(500)))
    in_memory = index_of([stored.line(number)[0] for number in range(500)])
    found = candidates(wanted(), stored, shipped_model())
    assert found == candidates(wanted(), in_memory, shipped_model())
    assert sum(map(bool, found.values())) == 60
    assert [each.parts for each in found["0"]] == [
        each.parts for each in candidates(wanted(), in_memory, shipped_model())["0"]
    ]


def test_workers_make_the_same_index(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roll_files, "CHUNK", 50)
    rows = [row(number) for number in range(300)]
    make(*rows, into="one")
    make(*rows, into="two", workers=2)
    for name in (ABOUT, *(f"{name}.npy" for name in ARRAYS)):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_a_line_comes_back_as_it_was_read(make: Make) -> None:
    upn = "B801200005001"
    stored = make(row(0), row(1, upn=upn, known_as="Em", leaving_date="2026-10-01"), authority="E06000021")
    pupil, registration = stored.line(1)
    assert (pupil.upn, pupil.forenames, pupil.known_as, pupil.address_lines) == (
        upn,
        "Emily",
        "Em",
        ("1 Example Road",),
    )
    assert (registration.entry_id, registration.authority, registration.urn) == (1, "E06000021", "100001")
    assert (registration.as_of, registration.leaving_date) == (AS_OF, date(2026, 10, 1))


def test_eight_threads_at_once(make: Make) -> None:
    stored, model = make(*(row(number) for number in range(300))), shipped_model()
    alone = [candidates([each], stored, model) for each in wanted()]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda each: candidates([each], stored, model), wanted() * 4)) == alone * 4


def test_a_bad_line_is_told_and_stops_no_other(tmp_path: Path, roll: Callable[..., Path], now: datetime) -> None:
    path = roll(row(0), row(1, date_of_birth="31/02/2016"), row(2, education="moon"), row(3, surname="", forenames=""))
    with path.open("a", encoding="utf-8") as more:
        more.write("too,few\n")
    rejects: list[Rejected] = []
    made = index_rolls(paths=[path], into=tmp_path / "i", as_of=AS_OF, now=now, rejected=rejects.append)
    assert (made.lines, made.rejected) == (1, 4)
    assert [(reject.file, reject.line, reject.field) for reject in rejects] == [
        ("roll.csv", 3, "date_of_birth"),
        ("roll.csv", 4, "education"),
        ("roll.csv", 5, "surname"),
        ("roll.csv", 6, ""),
    ]
    assert len(open_index(tmp_path / "i").index) == 1


def test_a_roll_of_bad_lines_only_is_an_empty_index(make: Make) -> None:
    stored = make(row(0, education="moon"))
    assert set(map(len, candidates(wanted(), stored, shipped_model()).values())) == {0}


def test_several_rolls_stand_one_below_the_other(tmp_path: Path, roll: Callable[..., Path], now: datetime) -> None:
    paths = [roll(row(number), name=f"{number}.csv") for number in range(3)]
    index_rolls(paths=paths, into=tmp_path / "i", as_of=AS_OF, now=now)
    stored = open_index(tmp_path / "i")
    assert [stored.line(number)[1].urn for number in range(3)] == ["100000", "100001", "100002"]
    assert [said["file"] for said in stored.about["rolls"]] == ["0.csv", "1.csv", "2.csv"]


@pytest.mark.parametrize("at", range(1, 5))
def test_killed_half_way_it_leaves_nothing_that_is_read(
    make: Make, roll: Callable[..., Path], tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(roll_files, "CHUNK", 10)
    path, into = roll(*(row(number) for number in range(50))), tmp_path / "index"
    child = os.fork()
    if not child:

        def kill(done: int) -> None:
            if done == 10 * at:
                os.kill(os.getpid(), signal.SIGKILL)

        index_rolls(paths=[path], into=into, as_of=AS_OF, now=now, progress=kill)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    with pytest.raises(Unusable, match="holds no index"):
        open_index(into)
    assert len(make(*(row(number) for number in range(50))).index) == 50
    assert sorted(each.name for each in tmp_path.iterdir()) == ["index", "roll.csv"]


def test_what_is_there_is_not_written_over(make: Make) -> None:
    make(row(0))
    with pytest.raises(Unusable, match="is there already"):
        make(row(0))


def test_two_do_not_write_one_folder(make: Make, tmp_path: Path) -> None:
    with index_files.writing(tmp_path / "index"), pytest.raises(Unusable, match="another process"):
        make(row(0))


def test_another_version_is_refused(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(row(0))
    monkeypatch.setattr(index_files, "VERSION", blocking.VERSION + 1)
    with pytest.raises(Unusable, match=f"made by version {blocking.VERSION} of the rules for keys; today's is"):
        open_index(tmp_path / "index")


def test_other_rules_are_refused(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(row(0))
    monkeypatch.setattr(index_files, "RULES", {"n": blocking.RULES["n"]})
    with pytest.raises(Unusable, match="rules for keys"):
        open_index(tmp_path / "index")


@pytest.mark.parametrize("name", [*(f"{name}.npy" for name in ARRAYS), "words.txt", "index.json"])
def test_a_damaged_file_is_refused_by_name(make: Make, tmp_path: Path, name: str) -> None:
    make(*(row(number) for number in range(20)))
    path = tmp_path / "index" / name
    whole = path.read_bytes()
    for damaged in (whole[:-1], whole + b"x"):
        path.write_bytes(damaged)
        with pytest.raises(Unusable, match=name) as refused:
            open_index(tmp_path / "index")
        assert "firstbell linkage index" in str(refused.value)
    path.unlink()
    with pytest.raises(Unusable):
        open_index(tmp_path / "index")


def test_a_header_or_a_word_that_changed_is_refused(make: Make, tmp_path: Path) -> None:
    make(row(0))
    for name, before, after in (
        ("marks.npy", b"<u4", b"<f4"),
        ("words.txt", b"emily", b"emilx"),
        ("rows.npy", b"N", b"M"),
    ):
        path = tmp_path / "index" / name
        whole = path.read_bytes()
        path.write_bytes(whole.replace(before, after, 1) if before in whole else b"X" + whole[1:])
        with pytest.raises(Unusable, match=name):
            open_index(tmp_path / "index")
        path.write_bytes(whole)
    open_index(tmp_path / "index")


def incident(**child: object) -> str:
    person = {"person_id": "c1", "forenames": "Emily", "surname": "Smith-Jones", "date_of_birth": "2011-02-11"}
    stated = {
        "format": "firstbell.incident/1",
        "force": "staffordshire",
        "reference": "REF-1",
        "version": 1,
        "recorded_at": "2026-11-20T23:40:00+00:00",
        "reported_at": "2026-11-20T23:10:00+00:00",
        "domestic_abuse": True,
        "parties": [{"person_id": "p1", "forenames": "Ann", "surname": "Jones", "role": "victim"}],
        "children": [person | child],
    }
    return json.dumps(stated)


def test_children_of_a_file_are_found(make: Make, tmp_path: Path) -> None:
    make(*(row(number) for number in range(30)))
    path = tmp_path / "incidents.jsonl"
    path.write_text(
        f"{incident()}\n{{broken\n{incident(forenames='Xanthe', surname='Quillfeather')}\n", encoding="utf-8"
    )
    rejects: list[Rejected] = []
    found = list(find_in_index(path=path, index=tmp_path / "index", rejected=rejects.append))
    assert [(said["reference"], said["person_id"], said["outcome"]) for said in found] == [
        ("REF-1", "c1", "automatic"),
        ("REF-1", "c1", "none"),
    ]
    (candidate,) = found[0]["candidates"]
    assert candidate["pupil"]["surname"] == "Smith-Jones"
    assert candidate["registrations"][0]["urn"] == "100001"
    assert candidate["reasons"]
    assert [(reject.line, reject.file) for reject in rejects] == [(2, "incidents.jsonl")]
