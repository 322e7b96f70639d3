"""What holds for every incident and all evidence, whatever they are."""

import json
import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from firstbell.pure.periods import london, london_moment
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.school_days import Block, SchoolCalendar, is_pupil_day
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage.rules import Candidate
from firstbell.registers.people.rules import PersonFacts
from firstbell.registers.schools.rules import StaffFacts
from firstbell.responses.encompass.rules import chase, conflict, deadlines, disclosure, scope
from firstbell.responses.encompass.rules.disclosure import PROFILES, WITHHELD
from firstbell.responses.encompass.rules.places import Decision, Evidence, Place, decide
from firstbell.responses.encompass.rules.questions import QUESTIONS
from rulebook.ladder import CLOSED, ON
from rulebook.strategies import evidence, incidents, irrelevant, reports

few = settings(max_examples=40)
"""For what is broken by almost any example, once it is broken."""

SCHOOL = Place("establishment", "A", None, None, (1,), "")


def shuffled(facts: IncidentFacts, seed: int) -> IncidentFacts:
    order = random.Random(seed)
    parties, children = list(facts.parties), list(facts.children)
    order.shuffle(parties)
    order.shuffle(children)
    mixed = []
    for child in children:
        relationships = list(child.relationships)
        order.shuffle(relationships)
        mixed.append(replace(child, relationships=tuple(relationships)))
    return replace(facts, parties=tuple(parties), children=tuple(mixed))


def verdicts(facts: IncidentFacts) -> list[tuple[str, bool, str | None, str, tuple[str, ...]]]:
    found = scope.assess(facts)
    return [(e.child.person.person_id, e.in_scope, e.question, e.why, e.related_to) for e in found]


@given(incidents(), st.integers())
def test_the_order_of_the_lists_changes_nothing(facts: IncidentFacts, seed: int) -> None:
    assert verdicts(shuffled(facts, seed)) == verdicts(facts)


@given(incidents(), irrelevant(), st.sampled_from(("yes", "no", "unknown")))
def test_nothing_but_people_decides_scope(facts: IncidentFacts, other: dict[str, object], present: str) -> None:
    """R1, R3: presence, crime, outcome, offences, place and version never filter."""
    children = tuple(replace(child, present=present) for child in facts.children)
    assert verdicts(replace(facts, children=children, **other)) == verdicts(facts)


@few
@given(incidents())
def test_every_child_is_kept_once(facts: IncidentFacts) -> None:
    """Every child listed stands in the exposures, under its own person_id or that of the party it also is."""
    ids = [exposure.child.person.person_id for exposure in scope.assess(facts)]
    assert len(ids) == len(set(ids))
    listed = [entry.person for entry in (*facts.parties, *facts.children)]
    for child in facts.children:
        assert {person.person_id for person in all_like(child.person, listed)} & set(ids)
    again = replace(facts, children=facts.children + facts.children, parties=facts.parties + facts.parties)
    assert [verdict[:4] for verdict in verdicts(again)] == [verdict[:4] for verdict in verdicts(facts)]


def all_like(one: PersonFacts, listed: list[PersonFacts]) -> list[PersonFacts]:
    """Everybody listed who may be the same person, by any chain of names and numbers."""
    found = [one]
    for known in found:
        found.extend(other for other in listed if other not in found and may_be_one(known, other))
    return found


def may_be_one(one: PersonFacts, other: PersonFacts) -> bool:
    names = (one.forenames, one.surname) == (other.forenames, other.surname)
    return one.person_id == other.person_id or names or (one.nominal is not None and one.nominal == other.nominal)


@few
@given(incidents())
def test_without_domestic_abuse_nobody_is_exposed(facts: IncidentFacts) -> None:
    assert scope.assess(replace(facts, domestic_abuse=False)) == ()


@given(incidents())
def test_a_victim_under_eighteen_is_never_dropped(facts: IncidentFacts) -> None:
    exposed = [exposure.child.person for exposure in scope.assess(facts) if exposure.in_scope]
    for party in facts.parties:
        if party.role in ("victim", "both") and party.person.birth.surely_under(18, ON):
            assert any(p.person_id == party.person.person_id or p.nominal == party.person.nominal for p in exposed)


@few
@given(incidents())
def test_a_reason_names_nobody(facts: IncidentFacts) -> None:
    names = {person.forenames for person in [*(p.person for p in facts.parties), *(c.person for c in facts.children)]}
    assert not any(name in exposure.why for exposure in scope.assess(facts) for name in names)


@given(evidence())
def test_every_child_in_scope_stands_somewhere(known: Evidence) -> None:
    """Issue: nobody in scope ends without a place, a question, or a reason why there is nowhere to tell."""
    found = decide(known)
    assert bool(found.places or found.question or found.nowhere) == known.exposure.in_scope
    assert not (found.nowhere and (found.places or found.question))
    assert found.question is None or found.question.code in QUESTIONS
    assert found.why


@given(evidence())
def test_whoever_is_told_may_be_told(known: Evidence) -> None:
    """One place once; open, on the register, and never one that answered "not our pupil"."""
    found = decide(known)
    urns = [place.urn for place in found.places if place.urn]
    keys = [(place.kind, place.urn, place.authority, place.force) for place in found.places]
    assert len(keys) == len(set(keys))
    assert not set(urns) & (known.not_pupil_at | set(CLOSED) | {"Z"})
    assert all(sum(bool(part) for part in key[1:]) == 1 for key in keys)
    proposed = found.question.candidates if found.question else ()
    assert not {candidate.urn for candidate in proposed} & known.not_pupil_at


@given(evidence())
def test_nobody_is_told_while_scope_is_a_question(known: Evidence) -> None:
    found = decide(known)
    if known.exposure.in_scope and (known.exposure.question or known.owner.kind == "person"):
        assert found.places == ()
        assert found.question is not None


@given(evidence())
def test_the_suspects_word_tells_nobody(known: Evidence) -> None:
    """The ladder's last line: never, not even beside other evidence."""
    by_suspect = decide(replace(known, stated_by="suspect"))
    assert by_suspect.places == decide(replace(known, stated=(), stated_by=None)).places


@given(evidence(), st.integers())
def test_the_order_of_evidence_changes_nothing(known: Evidence, seed: int) -> None:
    order = random.Random(seed)

    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(order.sample(items, len(items)))

    def lines(candidate: Candidate) -> Candidate:
        return replace(candidate, registrations=mixed(candidate.registrations))

    link = known.link and replace(known.link, candidates=tuple(lines(each) for each in known.link.candidates))
    other = replace(known, link=link, stated=mixed(known.stated), earlier=mixed(known.earlier))
    assert outcome(decide(other)) == outcome(decide(known))


def outcome(decision: Decision) -> tuple[object, ...]:
    code = decision.question.code if decision.question else None
    return {(p.kind, p.urn, p.authority, p.force, p.found_by) for p in decision.places}, code, decision.nowhere


@few
@given(evidence())
def test_an_old_school_alone_is_never_told(known: Evidence) -> None:
    """Mistake 7: where every registration has ended, no place rests on the roll, and no old school is told."""
    link = known.link
    assume(link is not None and link.chosen is not None)
    assert link is not None
    ended = tuple(replace(line, leaving_date=ON) for line in link.candidates[0].registrations)
    old = replace(link, outcome="automatic", candidates=(replace(link.candidates[0], registrations=ended),))
    found = decide(replace(known, link=old))
    assert not any(1 in place.found_by for place in found.places)
    assert not {place.urn for place in found.places if place.urn} & {line.urn for line in ended}


SECRETS = ("9 Hidden Lane", "hidden lane", "Tamworth", "B78 3QA", "b783qa", "100012345678", "ST4 1AA", "Example Road",
           "07700 900123", "amy@mail.example", "9434765919", "N4471823", "Haywood High")  # fmt: skip
voices = st.none() | st.text(max_size=40) | st.builds(
    lambda before, secret, after: f"{before} {secret} {after}",
    st.text(max_size=20), st.sampled_from(SECRETS), st.text(max_size=20),
)  # fmt: skip


@given(incidents(voices), st.sampled_from(sorted(PROFILES)))
def test_nothing_that_must_not_leave_leaves(facts: IncidentFacts, profile: str) -> None:
    """R10, R15: whatever was written down, the content is JSON, passes the last gate, and holds no secret."""
    for exposure in scope.assess(facts):
        said = disclosure.content(profile_fields=PROFILES[profile], incident=facts, exposure=exposure)
        assert list(json.loads(json.dumps(said))) == list(PROFILES[profile])
        assert disclosure.leaks(said, facts) == ()
        words = json.dumps(said, ensure_ascii=False).lower()
        # "Haywood High" is a secret only where it is another child's school
        assert not any(secret.lower() in words for secret in SECRETS[:5] + SECRETS[6:11] if held(secret, facts))


def held(secret: str, facts: IncidentFacts) -> bool:
    return (
        secret.lower() in repr(replace(facts, children=(), location=None)).lower() or "@" in secret or secret[0] == "0"
    )


@few
@given(incidents(voices))
def test_voices_are_said_whole_or_not_at_all(facts: IncidentFacts) -> None:
    for exposure in scope.assess(facts):
        said = disclosure.content(profile_fields=("voice",), incident=facts, exposure=exposure)["voice"]
        assert said in (exposure.child.voice or None, WITHHELD)


@few
@given(incidents())
def test_a_party_on_the_staff_is_always_found(facts: IncidentFacts) -> None:
    for party in facts.parties:
        person = party.person
        staff = StaffFacts("A", person.forenames, person.surname, person.birth.day, "", "", "")
        found = conflict.conflicts(parties=facts.parties, staff=[staff], contacts=(), establishment=None)
        assert person.person_id in {each.party_id for each in found}
        assert any(each.certain for each in found) or person.birth.day is None


@st.composite
def calendars(draw: st.DrawFn) -> SchoolCalendar | None:
    starts = sorted(draw(st.sets(st.dates(date(2026, 8, 1), date(2027, 9, 30)), max_size=4)))
    blocks = tuple(Block(day, day + timedelta(days=draw(st.integers(0, 60)))) for day in starts)
    closures = draw(st.frozensets(st.dates(date(2026, 9, 1), date(2027, 8, 31)), max_size=6))
    return draw(st.none() | st.just(SchoolCalendar(blocks, closures, "own")))


@given(reports, calendars(), st.sampled_from((time(8, 30), time(7, 45), time(9, 0))))
def test_the_deadline_is_the_first_bell_of_a_pupil_day(
    reported: datetime, calendar: SchoolCalendar | None, bell: time
) -> None:
    """R6: strictly after the report, at the bell on London clocks, and no pupil day rings its bell between."""
    due, _ = deadlines.due_by(SCHOOL, reported_at=reported, calendar=calendar, policy=ForcePolicy(bell=bell))
    assert due > reported
    assert london(due).time() == bell
    day = london(reported).date()
    while day < london(due).date():
        between = london_moment(day, bell) > reported
        assert not (between and is_pupil_day(calendar or SchoolCalendar(), day))
        day += timedelta(days=1)


@given(reports)
def test_a_review_is_due_no_later_than_any_establishment(reported: datetime) -> None:
    policy = ForcePolicy()
    review = deadlines.review_due_by(reported_at=reported, policy=policy)
    due, _ = deadlines.due_by(SCHOOL, reported_at=reported, calendar=None, policy=policy)
    assert reported < review <= due


@given(reports, st.integers(0, 60 * 24 * 5))
def test_contacts_are_told_one_after_the_other(released: datetime, minutes: int) -> None:
    """R11: never sooner than ten minutes after the release, never two at once, and in time where there is time."""
    due = released + timedelta(minutes=minutes)
    rungs = chase.rungs(released_at=released, due_by=due, policy=ForcePolicy())
    assert all(after > before for before, after in zip((released, *rungs), rungs, strict=False))
    assert rungs[0] >= released + timedelta(minutes=10)
    assert minutes < 75 or rungs[-1] < due
