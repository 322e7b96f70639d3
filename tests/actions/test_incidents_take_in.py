"""Files of incidents as they really come: good, repeated, cut off, wrongly encoded, or no incidents at all."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.take_in import queries as take_ins
from firstbell.foundations.take_in.rules import TakenIn, Unusable
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import actions, queries
from firstbell.registers.incidents.intake import take_in_incidents
from firstbell.registers.incidents.models import Incident, IncidentVersion
from rulebook.incident_lines import line, sample, spoiled

pytestmark = pytest.mark.django_db

Take = Callable[[bytes], TakenIn]


@pytest.fixture
def take(tmp_path: Path, by: Actor, now: datetime) -> Take:
    def take_in(content: bytes) -> TakenIn:
        path = tmp_path / "night.jsonl"
        path.write_bytes(content)
        return take_in_incidents(path=path, by=by, now=now)

    return take_in


def feed(*documents: dict[str, Any], ending: str = "\n") -> bytes:
    return "\n".join(line(document) for document in documents).encode() + ending.encode()


def one(reference: str, **changes: Any) -> dict[str, Any]:
    return sample(reference=reference, **changes)


def counts(taken: TakenIn) -> tuple[int, int, int]:
    return taken.changed, taken.unchanged, taken.rejected


def rejects() -> list[tuple[int, str, str]]:
    return [(reject.line, reject.field, reject.reason) for reject in take_ins.rejects()]


def test_a_file_twice_changes_nothing_the_second_time(take: Take) -> None:
    night = feed(one("A"), one("B"), one("A", version=2))
    assert counts(take(night)) == (3, 0, 0)
    assert counts(take(night)) == (0, 3, 0)
    assert counts(take(night + feed(one("C")))) == (1, 3, 0)
    assert Incident.objects.count() == 3
    assert IncidentVersion.objects.order_by("pk").values_list("file", "line")[0] == ("night.jsonl", 1)


def test_a_bad_line_never_stops_the_good_ones(take: Take) -> None:
    bad = spoiled("children[0].date_of_birth", "2015-02-31") | {"reference": "B"}
    misspelt = spoiled("parties[0].residence.protcted", True) | {"reference": "C"}
    assert counts(take(feed(one("A"), bad, misspelt, one("D")))) == (2, 0, 2)
    assert rejects() == [
        (2, "children[0].date_of_birth", "does not exist: no such day or month"),
        (3, "parties[0].residence.protcted", "is not a field of firstbell.incident/1; is it protected?"),
    ]
    assert set(Incident.objects.values_list("reference", flat=True)) == {"A", "D"}


def test_versions_out_of_order_and_with_gaps(take: Take) -> None:
    take(feed(one("A", version=3, outcome_code="3"), one("A", version=1), one("B", version=7)))
    take(feed(one("A", version=2)))
    assert queries.facts(queries.find(None, "A")).outcome_code == "3"
    assert len(queries.version_times(queries.find(None, "A"))) == 3


def test_a_version_sent_twice_with_other_content_is_rejected_and_the_first_stays(take: Take) -> None:
    assert counts(take(feed(one("A"), one("A", crime=False), one("A")))) == (1, 1, 1)
    ((number, field, reason),) = rejects()
    assert (number, field) == (2, "version")
    assert reason == ("version 1 of A was already taken in with other content; send it as a higher version")
    assert queries.facts(queries.find(None, "A")).crime is True


def test_a_reference_reused_by_another_force_is_another_incident(take: Take) -> None:
    assert counts(take(feed(one("A"), one("A", force="west-mercia", crime=False)))) == (2, 0, 0)
    assert queries.facts(queries.find("staffordshire", "A")).crime is True


def test_a_file_cut_off_in_the_middle(take: Take) -> None:
    whole = feed(one("A"), one("B"))
    assert counts(take(whole[:-500])) == (1, 0, 1)
    ((number, _, reason),) = rejects()
    assert number == 2
    assert reason.endswith("the file may be cut off here")
    assert counts(take(whole)) == (1, 1, 0)


def test_a_last_line_without_its_end_is_whole_if_its_json_is(take: Take) -> None:
    assert counts(take(feed(one("A"), ending=""))) == (1, 0, 0)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"PK\x03\x04", "{}".encode("utf-16")])
def test_a_file_without_lines_is_unusable(take: Take, content: bytes) -> None:
    with pytest.raises(Unusable):
        take(content)
    assert not queries.any_taken_in()


def test_a_line_in_another_encoding_is_rejected_and_no_name_is_misread(take: Take) -> None:
    child = spoiled("children[0].forenames", "Zoë")
    content = feed(one("A")) + line(child).encode("cp1252") + b"\n" + feed(one("C"))
    assert counts(take(content)) == (2, 0, 1)
    assert rejects()[0] == (2, "", "is not utf-8")


def test_names_in_every_script_arrive_as_they_were_written(take: Take) -> None:
    take(feed(spoiled("children[0].forenames", "Łucja Ștefania نور")))
    (child,) = queries.facts(queries.find(None, sample()["reference"])).children
    assert child.person.forenames == "Łucja Ștefania نور"


def test_a_line_without_end_is_rejected_in_bounded_memory(take: Take) -> None:
    content = feed(one("A")) + b'{"reference": "' + b"x" * (3 << 20) + b'"}\n' + feed(one("C"))
    assert counts(take(content)) == (2, 0, 1)
    assert rejects() == [(2, "", "is longer than 1,048,576 bytes")]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(take: Take) -> None:
    content = b"\xef\xbb\xbf" + feed(one("A"), one("B")).replace(b"\n", b"\r\n")
    assert counts(take(content)) == (2, 0, 0)


def test_other_text_is_rejected_line_by_line(take: Take) -> None:
    assert counts(take(b"Log number,Logged\n1,2026-11-20\n")) == (0, 0, 2)


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("content", [[sample()], sample()], ids=["list", "object"])
def test_json_over_many_lines_is_unusable(take: Take, content: Any, indent: int | None) -> None:
    if isinstance(content, dict) and indent is None:
        content = [content]
    with pytest.raises(Unusable, match="Write one whole incident a line"):
        take(json.dumps(content, indent=indent).encode())
    assert rejects() == []


def test_a_csv_file_needs_a_profile(tmp_path: Path, by: Actor, now: datetime) -> None:
    path = tmp_path / "night.csv"
    path.write_bytes(b"Log number,Logged\n1,2026-11-20\n")
    with pytest.raises(Unusable, match="by which mapping profile"):
        take_in_incidents(path=path, by=by, now=now)


class Killed(BaseException):
    """As good as a SIGKILL for what a transaction keeps."""


def test_a_killed_take_in_is_resumed_and_nothing_is_lost_or_doubled(
    tmp_path: Path, by: Actor, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "night.jsonl"
    path.write_bytes(feed(*(one(f"A{n}") for n in range(1200))))
    write, calls = actions.record_versions, []

    def killed_in_the_second_batch(**given: Any) -> Any:
        result = write(**given)
        calls.append(result)
        if len(calls) == 2:
            raise Killed
        return result

    with monkeypatch.context() as patch:
        patch.setattr(actions, "record_versions", killed_in_the_second_batch)
        with pytest.raises(Killed):
            take_in_incidents(path=path, by=by, now=now)
    assert Incident.objects.count() == 500
    taken = take_in_incidents(path=path, by=by, now=now)
    assert (counts(taken), taken.resumed_at, Incident.objects.count()) == ((1200, 0, 0), 500, 1200)
