"""Files that people upload: looked at when they come, taken in by a job, corrected line by line."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from firstbell.foundations.audit import queries as audit
from firstbell.foundations.take_in import actions, queries
from firstbell.foundations.take_in.intake import uploads
from firstbell.foundations.take_in.rules import TakenIn
from firstbell.pure.actor import Actor
from firstbell.pure.matching.blocking import keys_of_each
from firstbell.pure.matching.records import features_of_pupil
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import intake as incidents
from firstbell.registers.incidents import jobs as incident_jobs
from firstbell.registers.schools import intake as schools
from firstbell.registers.schools import jobs as school_jobs
from firstbell.registers.schools import queries as registers

pytestmark = pytest.mark.django_db

STOKE = "E06000021"
KEEPER = Actor("keeper@stoke.example", f"authority:{STOKE}")
REGISTER = "URN,EstablishmentName,EstablishmentStatus (name)\n100001,St Mary's,Open\n"
CONTACTS = "urn,rank,role,name,email\n100001,1,dsl,Robin Example,robin@100001.example\n"
ROLL_HEAD = "urn,forenames,surname,date_of_birth,enrolment,education\n"
ROLL_LINE = "100001,Ada,Example,2017-03-04,C,school\n"
ROLL = {"authority": STOKE, "as_of": "2026-11-20"}


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.FIRSTBELL_HOME = tmp_path
    return tmp_path


@pytest.fixture
def send(by: Actor, now: datetime, policy: ForcePolicy) -> Callable[..., int]:
    def sent(kind: str, content: str | bytes, *, by: Actor = by, name: str = "file.csv", **options: str) -> int:
        content = content.encode() if isinstance(content, str) else content
        chunks = (content[at : at + 7] for at in range(0, len(content), 7))
        given: dict[str, Any] = {"chunks": chunks, "name": name, "options": options, "by": by, "now": now}
        if kind == "incidents":
            return incidents.receive_upload(policy=policy, **given)
        return schools.receive_upload(kind=kind, policy=policy, **given)

    return sent


@pytest.fixture
def work(by: Actor, now: datetime, policy: ForcePolicy) -> Callable[[], int]:
    def worked() -> int:
        rounds = 0
        while school_jobs.take_in_uploads(by=by, now=now, policy=policy):
            rounds += 1
        return rounds

    return worked


def _is_found(forenames: str) -> bool:
    """Whether the pupil's line of the roll in force is found by its own keys."""
    pupil, line = next(row for row in registers.roll_rows() if row[0].forenames == forenames)
    keys = sorted(keys_of_each([features_of_pupil(pupil)], seeking=False)[0])
    return line.entry_id in registers.roll_lines_sharing(keys)[1]


def _files(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "uploads").iterdir())


def test_a_file_waits_is_taken_in_and_can_be_looked_at(
    send: Callable[..., int], work: Callable[[], int], by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    send("establishments", REGISTER)
    number = send("contacts", CONTACTS, name="our contacts.csv")
    waiting = queries.upload(number, seen_by=by)
    assert (waiting.state, waiting.file, waiting.lines, waiting.lines_done) == ("waiting", "our contacts.csv", 2, 0)
    assert work() == 2
    done = queries.upload(number, seen_by=by)
    assert (done.state, done.changed, done.rejected, done.lines_done) == ("done", 1, 0, 2)
    assert [one.number for one in queries.uploads(seen_by=by)] == [number, number - 1]
    assert len(registers.contacts_of("100001", now=now, policy=policy)) == 1
    assert [one.action for one in audit.entries_about(f"upload:{number}")] == [
        "upload.received",
        "upload.begun",
        "upload.done",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (b"PK\x03\x04...", "a workbook"),
        ("urn,rank".encode("utf-16"), "a text in UTF-16"),
        (b"\n <!DOCTYPE html><html>", "a web page"),
        (ROLL_HEAD + ROLL_LINE, "This file has the columns of an education roll, not of contacts"),
        ("urn,rank,role\n100001,1,dsl\n", "the column is missing"),
        ("urn;rank;role;name;email\n", "the column is missing. Its columns must be separated by commas"),
    ],
)
def test_the_wrong_file_is_refused_at_once_and_not_kept(
    send: Callable[..., int], home: Path, by: Actor, content: str | bytes, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        send("contacts", content)
    assert _files(home) == []
    assert queries.uploads(seen_by=by) == []


def test_a_file_that_is_too_large_is_refused_and_not_kept(
    send: Callable[..., int], home: Path, settings: Settings
) -> None:
    settings.MOST_UPLOADED = 1 << 20
    with pytest.raises(Refused, match="more than 1 MB"):
        send("contacts", CONTACTS + "x" * (1 << 20))
    assert _files(home) == []


def test_a_button_pressed_twice_is_one_upload(send: Callable[..., int], home: Path, by: Actor) -> None:
    assert send("establishments", REGISTER) == send("establishments", REGISTER)
    assert len(_files(home)) == len(queries.uploads(seen_by=by)) == 1


def test_a_roll_is_its_own_authoritys_to_upload(send: Callable[..., int], by: Actor) -> None:
    for actor in (by, Actor("keeper@staffs.example", "authority:E10000028"), Actor("a@b.example", "authority:")):
        with pytest.raises(NotYours):
            send("roll", ROLL_HEAD + ROLL_LINE, by=actor, **ROLL)
    with pytest.raises(NotYours):
        send("contacts", CONTACTS, by=KEEPER)
    with pytest.raises(NotYours):
        send("incidents", "{}\n", by=KEEPER)
    with pytest.raises(NotYours):
        send("passwords", CONTACTS)
    for as_of, says in (("", "is empty"), ("20/11/2026", "is not a date"), ("2027-01-01", "in the future")):
        with pytest.raises(Refused, match=says):
            send("roll", ROLL_HEAD + ROLL_LINE, by=KEEPER, authority=STOKE, as_of=as_of)


def test_another_organisation_sees_nothing_of_it(
    send: Callable[..., int], work: Callable[[], int], by: Actor, now: datetime
) -> None:
    number = send("roll", ROLL_HEAD + ROLL_LINE + "nowhere,A,B,2017-03-04,C,school\n", by=KEEPER, **ROLL)
    work()
    assert queries.upload(number, seen_by=KEEPER).open_rejects == 1
    assert queries.uploads(seen_by=by) == []
    for look in (queries.upload, queries.rejects_of):
        with pytest.raises(NotYours):
            look(number, seen_by=by)
    with pytest.raises(NotYours):
        actions.read_reject(number=number, line=3, by=by, now=now)
    with pytest.raises(NotYours):
        schools.correct_reject(number=number, line=3, text="x", by=by, now=now)


def test_a_rejected_line_is_read_corrected_and_closed(
    send: Callable[..., int], work: Callable[[], int], by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    send("establishments", REGISTER)
    number = send("contacts", CONTACTS + "100001,2,deputy,Sam Example,nowhere\n")
    work()
    (reject,) = queries.rejects_of(number, seen_by=by)
    assert (reject.line, reject.field, reject.reason) == (3, "email", "is not an e-mail address")
    shown = actions.read_reject(number=number, line=3, by=by, now=now)
    assert shown.text == "100001,2,deputy,Sam Example,nowhere"
    assert "take_in.reject_read" in [one.action for one in audit.entries_about(f"upload:{number}")]

    wrong = schools.correct_reject(number=number, line=3, text="100001,0,deputy,Sam,s@100001.example", by=by, now=now)
    assert wrong is not None
    assert wrong.field == "rank"
    assert queries.reject_count() == 1
    assert ",0," in actions.read_reject(number=number, line=3, by=by, now=now).text

    right = "100001,2,deputy,Sam Example,sam@100001.example"
    assert schools.correct_reject(number=number, line=3, text=f"{right}\r\n", by=by, now=now) is None
    assert len(registers.contacts_of("100001", now=now, policy=policy)) == 2
    facts = queries.upload(number, seen_by=by)
    assert (facts.rejected, facts.open_rejects, queries.reject_count(), list(queries.rejects())) == (1, 0, 0, [])
    with pytest.raises(Refused, match="Somebody has corrected this line already"):
        schools.correct_reject(number=number, line=3, text=right, by=by, now=now)


@pytest.mark.parametrize(
    ("text", "says"), [("  ", "is empty"), ("100001,1,dsl,A,a@b.example\n100001,2,dsl,B,b@b.example", "more lines")]
)
def test_a_correction_is_of_one_line(
    send: Callable[..., int], work: Callable[[], int], by: Actor, now: datetime, text: str, says: str
) -> None:
    number = send("contacts", CONTACTS)
    work()
    with pytest.raises(Refused, match=says):
        schools.correct_reject(number=number, line=2, text=text, by=by, now=now)


def test_a_corrected_line_of_a_roll_joins_the_roll_in_force(
    send: Callable[..., int], work: Callable[[], int], now: datetime
) -> None:
    """Taken in by itself it would be a roll of one pupil."""
    number = send("roll", ROLL_HEAD + ROLL_LINE + "100001,Bo,Example,2017-13-04,C,school\n", by=KEEPER, **ROLL)
    work()
    stamp = registers.roll_stamp()
    again = schools.correct_reject(number=number, line=3, text="100001,Bo,Example,,C,nowhere", by=KEEPER, now=now)
    assert again is not None
    assert again.field == "education"
    fixed = "100001,Bo,Example,2017-12-04,C,school"
    assert schools.correct_reject(number=number, line=3, text=fixed, by=KEEPER, now=now) is None
    assert [roll.rows for roll in registers.current_rolls()] == [2]
    assert registers.roll_stamp() != stamp
    assert _is_found("Bo")
    assert queries.upload(number, seen_by=KEEPER).open_rejects == 0


def test_a_line_of_an_old_roll_is_corrected_in_the_next(
    send: Callable[..., int], work: Callable[[], int], now: datetime
) -> None:
    bad = "100001,Bo,Example,2017-13-04,C,school\n"
    number = send("roll", ROLL_HEAD + ROLL_LINE + bad, by=KEEPER, **ROLL)
    work()
    send("roll", ROLL_HEAD + ROLL_LINE, by=KEEPER, authority=STOKE, as_of="2026-11-21")
    work()
    with pytest.raises(Refused, match="Another roll is in force"):
        schools.correct_reject(number=number, line=3, text=bad.replace("13", "12"), by=KEEPER, now=now)


def test_what_cannot_be_taken_in_says_why(send: Callable[..., int], work: Callable[[], int], by: Actor) -> None:
    number = send("roll", ROLL_HEAD + "nowhere,A,B,2017-03-04,C,school\n", by=KEEPER, **ROLL)
    work()
    facts = queries.upload(number, seen_by=KEEPER)
    assert facts.state == "unusable"
    assert facts.message.startswith("Not one of its lines can be used.")


def test_a_long_file_lets_others_have_their_turn_and_shows_how_far_it_is(
    send: Callable[..., int], by: Actor, now: datetime, policy: ForcePolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "AT_ONCE", 600)
    lines = "".join(f"{100_000 + at},School {at}\n" for at in range(3000))
    number = send("establishments", f"URN,EstablishmentName\n{lines}")
    seen = []
    while school_jobs.take_in_uploads(by=by, now=now, policy=policy):
        facts = queries.upload(number, seen_by=by)
        seen.append((facts.state, facts.lines_done))
    assert seen[0] == ("running", 1501)
    assert seen[-1] == ("done", 3001)
    assert len(seen) > 2
    assert queries.upload(number, seen_by=by).changed == 3000


def test_incidents_and_calendars_are_uploads_too(
    send: Callable[..., int], work: Callable[[], int], by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    with pytest.raises(Refused, match="does not begin with an incident"):
        send("incidents", CONTACTS)
    with pytest.raises(Refused, match="no such mapping profile"):
        send("incidents", CONTACTS, profile="../secret")
    number = send("incidents", '{"reference": "X"}\n')
    assert incident_jobs.take_in_uploads(by=by, now=now, policy=policy) == 1
    assert queries.upload(number, seen_by=by).open_rejects == 1
    wrong = incidents.correct_reject(number=number, line=1, text='{"reference": "Y"}', by=by, now=now)
    assert wrong is not None
    calendar = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:INSET\nDTSTART;VALUE=DATE:20261123\nEND:VEVENT\nEND:VCALENDAR\n"
    number = send("closures", calendar, name=f"{STOKE}.ics")
    work()
    assert queries.upload(number, seen_by=by).changed == 1
    with pytest.raises(Refused, match="no calendar file"):
        send("closures", "calendar,date\n", name="x.ics", calendar=STOKE)


def test_an_extract_in_the_forces_own_form_is_read_by_its_profile(send: Callable[..., int], home: Path) -> None:
    (home / "profiles").mkdir()
    (home / "profiles" / "ours.toml").write_bytes(Path("docs/how-to/example-profile.toml").read_bytes())
    assert incidents.profiles_on_file() == ["ours"]
    assert send("incidents", Path("docs/how-to/example-extract.csv").read_bytes(), profile="ours")
    with pytest.raises(Refused, match="column"):
        send("incidents", CONTACTS, profile="ours")


def test_files_are_removed_when_they_are_old_and_what_nobody_knows_of_too(
    send: Callable[..., int], work: Callable[[], int], home: Path, by: Actor, now: datetime
) -> None:
    send("establishments", REGISTER)
    number = send("contacts", CONTACTS.replace("robin@", ""))
    work()
    waiting = send("staff", "urn,surname\n100001,Example\n")
    (home / "uploads" / ".abandoned.csv").write_text("x")
    later = now + timedelta(days=31)
    removed = uploads.remove_old_files(before=later, abandoned_before=later, by=by, now=later)
    assert removed == 3
    assert len(_files(home)) == 1
    assert queries.upload(waiting, seen_by=by).is_kept
    assert not queries.upload(number, seen_by=by).is_kept
    with pytest.raises(Refused, match="no longer kept"):
        schools.correct_reject(number=number, line=2, text="100001,1,dsl,A,a@b.example", by=by, now=later)


def test_texts_of_corrected_lines_are_forgotten(
    send: Callable[..., int], work: Callable[[], int], by: Actor, now: datetime
) -> None:
    send("establishments", REGISTER)
    number = send("contacts", CONTACTS + "100001,2,deputy,Sam Example,nowhere\n")
    work()
    fixed = "100001,2,deputy,Sam Example,sam@100001.example"
    schools.correct_reject(number=number, line=3, text=fixed, by=by, now=now)
    later = now + timedelta(seconds=1)
    assert queries.corrected_texts(before=later) == 1
    assert actions.forget_corrected_texts(before=now, by=by, now=later) == 0
    assert actions.forget_corrected_texts(before=later, by=by, now=later) == 1
    assert queries.corrected_texts(before=later) == 0


@pytest.fixture(autouse=True)
def nothing_left_open(home: Path) -> Iterator[None]:
    """Nothing but whole files lies in the folder after any of this, and nobody else can read them."""
    yield
    for path in (home / "uploads").iterdir() if (home / "uploads").is_dir() else ():
        assert not path.name.startswith(".")
        assert path.stat().st_mode & 0o077 == 0


def test_a_kill_between_the_last_line_and_the_end_is_made_good(
    send: Callable[..., int],
    work: Callable[[], int],
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    send("establishments", REGISTER)
    work()
    number = send("contacts", CONTACTS)

    def killed(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(actions, "end_upload", killed)
        with pytest.raises(KeyboardInterrupt):
            school_jobs.take_in_uploads(by=by, now=now, policy=policy)
    assert queries.upload(number, seen_by=by).state == "running"
    assert work() == 1
    assert queries.upload(number, seen_by=by).state == "done"
    assert len(registers.contacts_of("100001", now=now, policy=policy)) == 1


def test_a_file_that_somebody_else_takes_in_does_not_hold_up_the_next(
    send: Callable[..., int], by: Actor, now: datetime
) -> None:
    first, second = send("establishments", REGISTER), send("links", "URN,LinkURN,LinkType\n100001,100002,Successor\n")

    def take(task: queries.UploadTask, **_: object) -> TakenIn:
        if task.number == first:
            raise Refused("This file is being taken in by another process.")
        return TakenIn("links", "file", 2, 1, 0, 0)

    assert uploads.work_off(tasks=queries.upload_tasks(["establishments", "links"]), take=take, by=by, now=now) == 1
    assert queries.upload(first, seen_by=by).state == "running"
    assert queries.upload(second, seen_by=by).state == "done"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Users\\Kit\\roll.csv", "roll.csv"),
        ("a\0b\n.csv", "ab.csv"),
        ("", ""),
        ("x" * 400 + ".csv", "x" * 251 + ".csv"),
        ("Ysgol Tŷ’r Môr.csv", "Ysgol Tŷ’r Môr.csv"),
    ],
)
def test_what_a_sender_calls_a_file_is_only_shown(
    send: Callable[..., int], home: Path, by: Actor, name: str, shown: str
) -> None:
    number = send("establishments", REGISTER, name=name)
    assert queries.upload(number, seen_by=by).file == shown
    (stored,) = _files(home)
    assert re.fullmatch(r"[0-9a-f]{32}\.csv", stored)


def test_a_file_that_was_lost_says_so(send: Callable[..., int], work: Callable[[], int], home: Path, by: Actor) -> None:
    number = send("establishments", REGISTER)
    for path in (home / "uploads").iterdir():
        path.unlink()
    work()
    found = queries.upload(number, seen_by=by)
    assert found.state == "unusable"
    assert "cannot be read" in found.message
