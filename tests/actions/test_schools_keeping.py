"""Contacts and calendars, kept one by one by people of the place itself."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.audit import queries as audit
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.schools import actions, intake, queries

pytestmark = pytest.mark.django_db

ASHA = Actor("asha@100001.example", "establishment:100001")
STOKE = "E06000021"
ROBIN: dict[str, Any] = {"owner": "100001", "email": "robin@100001.example", "name": "Robin Example"} | {
    "role": "dsl",
    "rank": 1,
}
MAY_NOT = (
    "establishment:100002",
    "authority:E10000028",
    "trust:2049",
    "force:west-mercia",
    "trust:",
    "trust:0",
)


@pytest.fixture(autouse=True)
def register(tmp_path: Path, by: Actor, now: datetime) -> None:
    path = tmp_path / "edubasealldata.csv"
    path.write_text(
        "URN,EstablishmentName,EstablishmentStatus (name),LA (code),Town,Street,Postcode,Trusts (code),Trusts (name)\n"
        "100001,St Mary's Primary School,Open,861,Hanley,Old Road,ST1 1AA,2048,Oak Trust\n"
        "100002,Hilltop Academy,Open,861,Leek,New Road,ST13 5AA,,\n"
        "100003,Hilltop School,Closed,861,Leek,New Road,ST13 5AA,0,\n"
        "100004,Kingsway College,Open,860,Stafford,Kingsway,ST16 2AA,2048,Oak Trust\n",
        encoding="utf-8",
    )
    intake.take_in_establishments(path=path, by=by, now=now)
    links = tmp_path / "links_edubasealldata.csv"
    links.write_text("URN,LinkURN,LinkType\n100003,100002,Successor\n", encoding="utf-8")
    intake.take_in_links(path=links, by=by, now=now)


@pytest.fixture
def keep(now: datetime, policy: ForcePolicy) -> Callable[..., int]:
    return lambda **given: actions.keep_contact(**(ROBIN | {"by": ASHA, "now": now, "policy": policy} | given))


@pytest.fixture
def remove(now: datetime, policy: ForcePolicy) -> Callable[[str], None]:
    return lambda email: actions.remove_contact(owner="100001", email=email, by=ASHA, now=now, policy=policy)


def _term(first: date, last: date, now: datetime, policy: ForcePolicy, **given: Any) -> None:
    known = {"calendar": "100001", "by": ASHA, "now": now, "policy": policy}
    actions.keep_term(first_day=first, last_day=last, **(known | given))


def test_a_new_contact_is_unverified_and_a_changed_address_is_so_again(
    keep: Callable[..., int], now: datetime, policy: ForcePolicy
) -> None:
    number = keep()
    (one,) = queries.contact_details("100001", now=now, policy=policy)
    assert (one.number, one.verified, one.live, one.away, one.inherited) == (number, False, True, False, False)
    actions.mark_contact_verified(owner="100001", email="robin@100001.example", by=ASHA, now=now)
    assert keep(hours="8 to 4", away_from=now.date()) == number
    (one,) = queries.contact_details("100001", now=now, policy=policy)
    assert (one.verified, one.hours, one.away, one.live) == (True, "8 to 4", True, False)
    assert keep(number=number, email="R.Example@100001.example") == number
    (one,) = queries.contact_details("100001", now=now, policy=policy)
    assert (one.email, one.verified_on) == ("r.example@100001.example", None)


def test_what_is_kept_is_told_to_the_audit_without_a_name(keep: Callable[..., int]) -> None:
    keep()
    (entry,) = audit.entries_about("contacts:100001")
    assert entry.action == "schools.contact_kept"
    assert "robin" not in entry.details.lower()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"email": "robin at school"}, "The e-mail address is not an e-mail address."),
        ({"role": "caretaker"}, "The role is none of dsl, deputy"),
        ({"role": "la_officer"}, "The role la_officer is an authority's"),
        ({"rank": 0}, "The order in which they are told is not a whole number from 1 to 99."),
        ({"name": "  "}, "The name is empty."),
        (
            {"away_from": date(2026, 12, 2), "away_until": date(2026, 12, 1)},
            "The last day away is before the first day away.",
        ),
    ],
)
def test_bad_contacts_are_refused_in_a_sentence(
    keep: Callable[..., int], given: dict[str, Any], reason: str, now: datetime, policy: ForcePolicy
) -> None:
    with pytest.raises(Refused) as refused:
        keep(**given)
    assert refused.value.reason.startswith(reason)
    assert queries.contact_details("100001", now=now, policy=policy) == []


def test_two_contacts_cannot_have_one_address(keep: Callable[..., int]) -> None:
    keep()
    other = keep(email="sam@100001.example")
    with pytest.raises(Refused, match="Somebody else here has this e-mail address"):
        keep(number=other)
    with pytest.raises(Refused, match="There is no such contact"):
        keep(number=other + 1)


def test_the_last_who_can_be_told_stays(
    keep: Callable[..., int], remove: Callable[[str], None], now: datetime, policy: ForcePolicy
) -> None:
    keep()
    keep(email="sam@100001.example", away_from=now.date())
    with pytest.raises(Refused, match="the last contact who can be told"):
        remove("robin@100001.example")
    remove("SAM@100001.example")
    with pytest.raises(Refused, match="no such contact"):
        remove("sam@100001.example")
    assert [one.email for one in queries.contact_details("100001", now=now, policy=policy)] == ["robin@100001.example"]


@pytest.mark.parametrize(
    "organisation", ["establishment:100001", "authority:E06000021", "trust:2048", "force:staffordshire"]
)
def test_a_place_its_authority_its_trust_and_the_force_keep_contacts_and_calendar(
    keep: Callable[..., int], organisation: str, now: datetime, policy: ForcePolicy
) -> None:
    by = Actor("somebody@example.example", organisation)
    assert keep(by=by)
    _term(date(2027, 1, 4), date(2027, 2, 12), now, policy, by=by)


@pytest.mark.parametrize("organisation", MAY_NOT)
def test_nobody_else_does(keep: Callable[..., int], organisation: str, now: datetime, policy: ForcePolicy) -> None:
    by = Actor("somebody@example.example", organisation)
    with pytest.raises(NotYours):
        keep(by=by)
    with pytest.raises(NotYours):
        keep(by=by, owner="999999")
    for owner in ("100002", STOKE):
        with pytest.raises(NotYours):
            actions.remove_contact(owner=owner, email="x@y.example", by=ASHA, now=now, policy=policy)
    with pytest.raises(NotYours):
        _term(date(2027, 1, 4), date(2027, 2, 12), now, policy, by=by)
    with pytest.raises(NotYours):
        actions.remove_term(calendar="100001", first_day=date(2027, 1, 4), by=by, now=now, policy=policy)
    with pytest.raises(NotYours):
        actions.keep_closure(calendar="100001", day=date(2027, 1, 4), reason="INSET", by=by, now=now, policy=policy)
    with pytest.raises(NotYours):
        actions.remove_closure(calendar="100001", day=date(2027, 1, 4), by=by, now=now, policy=policy)


def test_changing_an_inherited_contact_loses_none_of_the_others(
    keep: Callable[..., int], by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    """100002 carries on 100003 and has its contacts until it has its own."""
    head = Actor("head@100002.example", "establishment:100002")
    for email in ("ana@100003.example", "bob@100003.example"):
        keep(owner="100003", email=email, by=by)
    inherited = queries.contact_details("100002", now=now, policy=policy)
    assert [one.inherited for one in inherited] == [True, True]
    keep(owner="100002", number=inherited[0].number, email="ana@100002.example", by=head)
    found = queries.contact_details("100002", now=now, policy=policy)
    assert {(one.email, one.inherited, one.verified) for one in found} == {
        ("ana@100002.example", False, False),
        ("bob@100003.example", False, False),
    }
    assert len(queries.contact_details("100003", now=now, policy=policy)) == 2


def test_terms_are_kept_changed_and_taken_away(now: datetime, policy: ForcePolicy) -> None:
    _term(date(2027, 1, 4), date(2027, 2, 12), now, policy)
    _term(date(2027, 1, 4), date(2027, 2, 5), now, policy)
    with pytest.raises(Refused, match="from 4 January 2027 to 5 February 2027 has some of these days"):
        _term(date(2027, 2, 5), date(2027, 3, 1), now, policy)
    with pytest.raises(Refused, match="The last day is before the first day"):
        _term(date(2027, 4, 5), date(2027, 4, 1), now, policy)
    with pytest.raises(Refused, match="more than two years away"):
        _term(date(2207, 4, 5), date(2207, 5, 1), now, policy)
    (block,) = queries.calendar_details("100001", now=now).own_terms
    assert (block.first_day, block.last_day) == (date(2027, 1, 4), date(2027, 2, 5))
    remove = {"calendar": "100001", "first_day": date(2027, 1, 4), "by": ASHA, "now": now, "policy": policy}
    actions.remove_term(**remove)
    with pytest.raises(Refused, match="No term begins on 4 January 2027"):
        actions.remove_term(**remove)


def test_a_calendar_shows_what_holds_and_when_pupils_next_come(by: Actor, now: datetime, policy: ForcePolicy) -> None:
    monday = date(2026, 11, 23)
    _term(date(2026, 11, 2), date(2026, 12, 18), now, policy, calendar=STOKE, by=by)
    shown = queries.calendar_details("100001", now=now)
    assert (shown.source, len(shown.own_terms), len(shown.authority_terms)) == ("authority", 0, 1)
    assert (shown.next_pupil_day.day, shown.next_pupil_day.confidence) == (monday, "known")
    actions.keep_closure(calendar="100001", day=monday, reason="INSET", by=ASHA, now=now, policy=policy)
    tuesday = monday + timedelta(days=1)
    actions.keep_closure(calendar=STOKE, day=tuesday, reason="Election", by=by, now=now, policy=policy)
    shown = queries.calendar_details("100001", now=now)
    assert [(one.day, one.reason, one.own) for one in shown.closures] == [
        (monday, "INSET", True),
        (tuesday, "Election", False),
    ]
    assert shown.next_pupil_day.day == monday + timedelta(days=2)
    with pytest.raises(Refused, match="no closure of its own on 24 November 2026"):
        actions.remove_closure(calendar="100001", day=tuesday, by=ASHA, now=now, policy=policy)
    actions.remove_closure(calendar="100001", day=monday, by=ASHA, now=now, policy=policy)
    assert queries.calendar_details("100001", now=now).next_pupil_day.day == monday
    assert queries.calendar_details("100004", now=now).next_pupil_day.confidence == "assumed"


def test_changing_inherited_terms_loses_none_of_the_others(by: Actor, now: datetime, policy: ForcePolicy) -> None:
    for first in (date(2027, 1, 4), date(2027, 2, 22)):
        _term(first, first + timedelta(days=30), now, policy, calendar="100003", by=by)
    _term(date(2027, 1, 4), date(2027, 2, 1), now, policy, calendar="100002", by=by)
    assert len(queries.calendar_details("100002", now=now).own_terms) == 2


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("st marys", ["100001"]),
        ("Saint Mary’s hanley", ["100001"]),
        ("hilltop", ["100002", "100003"]),
        ("hiltop academy", ["100002"]),
        ("st13 5aa", ["100002", "100003"]),
        ("ST135AA hilltop academy", []),
        ("st135aa", ["100002", "100003"]),
        ("100004", ["100004"]),
        ("kings", ["100004"]),
        ("zzz", []),
        ("  ", []),
        ("%", []),
    ],
)
def test_an_establishment_is_found_by_name_town_postcode_or_urn(typed: str, found: list[str]) -> None:
    assert [one.urn for one in queries.search_establishments(typed)] == found


def test_the_register_says_which_trust_runs_a_school() -> None:
    one = queries.establishment("100001")
    assert one is not None
    assert (one.trust, one.trust_name, one.street, one.town) == ("2048", "Oak Trust", "Old Road", "Hanley")
    other = queries.establishment("100003")
    assert other is not None
    assert other.trust is None
    assert [(one.code, one.name, one.establishments) for one in queries.trusts()] == [("2048", "Oak Trust", 2)]
    assert [one.urn for one in queries.establishments_of_trust("2048")] == ["100004", "100001"]
    assert queries.establishments_of_trust("") == []
