"""What an e-mail may say, when one is tried again, and when a person decides: as tables."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.foundations.delivery.rules.sending import (
    Claim,
    Memory,
    Outcome,
    PermanentFailure,
    Standing,
    after_receipt,
    checked_address,
    checked_key,
    next_try,
    settlement,
    standing,
)
from firstbell.foundations.delivery.rules.templates import TEMPLATES, Reference, Template, Words
from firstbell.pure.refusal import Refused

NOW = datetime(2026, 11, 20, 23, 50, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

NAMES = {
    "notice_waiting",
    "notice_update",
    "notice_again",
    "notice_escalated",
    "notice_withdrawn",
    "history_waiting",
    "desk_alarm",
    "cocoon_alarm",
    "hub_alarm",
    "hub_tried",
    "handover_waiting",
}
OF_SIGN_IN = {"invitation_waiting", "new_device"}
NAMES |= OF_SIGN_IN
WITHOUT_HURRY = {"history_waiting", "cocoon_alarm", "hub_alarm", "hub_tried"}


def test_these_are_all_the_emails_there_are() -> None:
    assert set(TEMPLATES) == NAMES
    unchecked: Any = TEMPLATES
    with pytest.raises(TypeError):
        unchecked["another"] = TEMPLATES["notice_waiting"]


@pytest.mark.parametrize("name", sorted(NAMES))
def test_an_email_says_what_to_do_by_when_and_whom_to_call(name: str) -> None:
    words = Words(name, Reference("N-7K3QX2MB"))
    assert "N-7K3QX2MB" in words.subject
    assert "What to do" in words.body
    said = " ".join(words.body.split())
    if name in OF_SIGN_IN:
        assert "call 101" in said
        assert "password" in said
    else:
        assert name in WITHOUT_HURRY or "before the school day starts" in said
        assert re.search(r"Telephone (the police desk|your force's desk|the desk of the force)", said)
    assert len(words.subject) <= 78
    assert max(map(len, words.body.splitlines())) <= 80


@pytest.mark.parametrize("name", sorted(NAMES))
def test_an_email_holds_no_day_no_link_and_no_clue_to_the_matter(name: str) -> None:
    words = Words(name, Reference("N-ABCDEFGH"))
    text = (words.subject + "\n" + words.body).replace("101", "")  # the number to call is the only one
    assert not re.search(r"\d", text)
    days = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"]
    clues = ["http", "www", "child", "pupil ", "abuse", "domestic", "victim", "incident", "parent", "encompass"]
    for word in [f"{day}day" for day in days] + clues:
        assert word not in text.lower()


@given(st.text(max_size=30))
def test_nothing_but_a_reference_can_be_put_in(text: str) -> None:
    if re.fullmatch(r"[A-Z]{1,3}-[A-Z0-9]{4,16}", text) and text.isascii():
        assert Reference(text).text == text
    else:
        with pytest.raises(ValueError, match="reference"):
            Reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "N-7K3QX2MB\n",
        "n-7k3qx2mb",
        "Amy Okafor",
        "N-7K3 QX2MB",
        "N-{subject}",
        "2026-11-20",
        "ST4 1AA",
        "",
        "N-",
        "Ñ-ABCDEF",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    with pytest.raises(ValueError, match="reference"):
        Reference(text)


def test_a_reference_is_text() -> None:
    unchecked: Any = 12345
    with pytest.raises(ValueError, match="reference"):
        Reference(unchecked)


@pytest.mark.parametrize(
    "body", ["{reference} {name}", "none", "{reference}{reference}", "{0}{reference}", "é {reference}", "{reference!r}"]
)
def test_no_template_leaves_a_place_for_more(body: str) -> None:
    with pytest.raises(ValueError, match="template"):
        Template("About {reference}", body)


def test_no_words_without_a_template() -> None:
    with pytest.raises(ValueError, match="notice_waiting"):
        Words("notice_wating", Reference("N-7K3QX2MB"))


def test_a_key_is_a_file_name() -> None:
    for key in ("N-7K3QX2MB.first.0a1b2c3d", "a", "9_", "k" * 150):
        assert checked_key(key) == key
    for key in ("", ".hidden", "a/b", "a b", "dsl@school.example", "k" * 151, "key\n", "ключ"):
        with pytest.raises(ValueError, match="key"):
            checked_key(key)


@pytest.mark.parametrize("to", ["dsl@school.example", "o'brien+dsl@st-marys.staffs.sch.uk", "A@b.co"])
def test_what_is_an_address(to: str) -> None:
    assert checked_address(to) == to


NO_ADDRESS = """
dsl|dsl@|@school.example|dsl@school|a@b.example, c@d.example|a b@c.example|<a@b.example>|.a@b.example|a..b@c.example
a@-b.example|é@b.example|a@b.example |"a b"@c.example|a@[127.0.0.1]|a@b.example;c@d.example|mailto:a@b.example
"""


@pytest.mark.parametrize(
    "to",
    [
        *("", "a@b.example\nBcc: c@d.example", "a" * 65 + "@b.example", "a@" + "b." * 130 + "example"),
        *(address for line in NO_ADDRESS.strip().split("\n") for address in line.split("|")),
    ],
)
def test_what_is_no_address(to: str) -> None:
    with pytest.raises(PermanentFailure) as failed:
        checked_address(to)
    assert failed.value.fault == "recipient"
    assert not to or to not in failed.value.reason


@pytest.mark.parametrize(("failures", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 60), (6, None), (7, None)])
def test_six_tries_ever_further_apart(failures: int, minutes: int | None) -> None:
    assert next_try(failures, NOW) == (None if minutes is None else NOW + minutes * MINUTE)


@pytest.mark.parametrize(
    ("holder", "alive", "real_minutes", "seen"),
    [
        ("me", True, 0, "abandoned"),  # I am not sending now, so what bears my name was left behind
        ("other", False, 0, "abandoned"),
        ("other", True, 9, "live"),
        ("other", None, 9, "live"),
        ("other", None, 10, "overdue"),  # on another machine
        ("other", True, 10, "overdue"),  # hangs, and may yet wake up
    ],
)
def test_whose_claim_it_is(holder: str, alive: bool | None, real_minutes: int, seen: str) -> None:
    claim = Claim("k", 1, holder, "outbox:", NOW, until=NOW + 10 * MINUTE)
    assert standing(claim, me="me", alive=alive, clock=NOW + real_minutes * MINUTE) == seen


FOR_EVER = Memory()
LIKE_NOTIFY = Memory(settles_after=5 * MINUTE, lasts=timedelta(days=3))


@pytest.mark.parametrize(
    ("answer", "seen", "minutes", "memory", "becomes"),
    [
        (True, "abandoned", 0, FOR_EVER, "sent"),
        (True, "overdue", 0, FOR_EVER, "sent"),
        (False, "abandoned", 0, FOR_EVER, "waiting"),
        (False, "abandoned", 9999999, FOR_EVER, "waiting"),
        (False, "overdue", 0, FOR_EVER, "ambiguous"),
        (None, "abandoned", 0, FOR_EVER, "ambiguous"),
        (None, "overdue", 0, FOR_EVER, "ambiguous"),
        (False, "abandoned", 4, LIKE_NOTIFY, "later"),
        (True, "abandoned", 4, LIKE_NOTIFY, "sent"),
        (False, "abandoned", 5, LIKE_NOTIFY, "waiting"),
        (False, "abandoned", 72 * 60, LIKE_NOTIFY, "waiting"),
        (False, "abandoned", 72 * 60 + 1, LIKE_NOTIFY, "ambiguous"),
        (True, "abandoned", 72 * 60 + 1, LIKE_NOTIFY, "sent"),
    ],
)
def test_what_becomes_of_an_abandoned_claim(
    answer: bool | None, seen: Standing, minutes: int, memory: Memory, becomes: str
) -> None:
    assert settlement(answer, seen=seen, age=minutes * MINUTE, memory=memory) == becomes


@pytest.mark.parametrize(
    ("status", "outcome", "becomes"),
    [
        ("sent", "delivered", "delivered"),
        ("sent", "bounced", "bounced"),
        ("delivered", "bounced", "bounced"),
        ("bounced", "delivered", "bounced"),
        ("delivered", "delivered", "delivered"),
        ("ambiguous", "delivered", "delivered"),
        ("claimed", "bounced", "bounced"),
        ("waiting", "delivered", "delivered"),  # claimed, thought lost, and it had left after all
    ],
)
def test_what_a_receipt_changes(status: str, outcome: Outcome, becomes: str) -> None:
    assert after_receipt(status, claims=1, outcome=outcome) == becomes


def test_no_receipt_for_what_nobody_sent() -> None:
    with pytest.raises(Refused):
        after_receipt("waiting", claims=0, outcome="delivered")
