"""Somebody asks what is held about them: what leaves by itself, what two people decide, what never leaves, by when."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from firstbell.foundations.subject_access.rules import bundles, clock, deciding, items, requests
from firstbell.foundations.subject_access.rules.deciding import Choice, Decided
from firstbell.foundations.subject_access.rules.items import Item, Told
from firstbell.pure.school_days import is_working_day
from firstbell.registers.incidents.rules import PartyFacts
from firstbell.registers.incidents.rules.asking import IS_SUSPECT, LOOKS_LIKE_SUSPECT, dangers
from rulebook.invented import incident, person
from rulebook.tables import Page, Row, Table, each_row, verdict_of

WHY = "He is not in any of the child's incidents."


def bearing(topic: str, others: str, lies: str, asks: str) -> tuple[str, ...]:
    told = Told(
        topic.removeprefix("another's "),
        tuple(others.split(", ")) if others else (),
        own=not topic.startswith("another's"),
        sealed=lies == "sealed",
        protected=lies == "protected",
    )
    return (items.bearing(told, asks_for_themselves=asks == "themself").default,)


def due(started: str, extended: str) -> tuple[str, ...]:
    return (f"{clock.due_on(date.fromisoformat(started), extended=extended == 'yes'):%A %d %B %Y}",)


def extending(started: str, on: str) -> tuple[str, ...]:
    return ("yes" if clock.may_extend(date.fromisoformat(started), date.fromisoformat(on)) else "no",)


def confirming(proposed: str, changed: str, stands: str) -> tuple[str, ...]:
    decided = Decided(
        "k",
        "digest",
        "release",
        "own",
        proposed_by=proposed,
        confirmed_by="ivo" if stands == "confirmed" else "",
        sent_back_why=WHY if stands == "sent back" else "",
    )
    said = None if stands == "not proposed" else decided
    return verdict_of(deciding.may_confirm, said, "other" if changed == "yes" else "digest", "ivo")


def asking(role: str, same: str, name: str, birth: str) -> tuple[str, ...]:
    he = PartyFacts(person("P2", "Daniel", "Reed", "born 1990-07-11"), role)
    asker = {(1, "P2")} if same == "yes" else set[tuple[int, str]]()
    found = dangers([incident(parties=[he])], asker=asker, name=name, born=date.fromisoformat(birth))
    words = {IS_SUSPECT: "is a suspect there", LOOKS_LIKE_SUSPECT: "may be a suspect there"}
    return ("yes" if found else "no", *([words[one] for one in found] or ("",)))


PAGE = Page(
    "subject-access",
    "What somebody is told who asks what is held about them",
    "Everything that is held of somebody is found item by item. What anybody else is in is withheld unless two people "
    "release it; what leads to somebody else never leaves. What was withheld shows nowhere in what is given.",
    (
        Table(
            "What becomes of an item if nobody decides otherwise",
            "DOMAIN.md section 8, mistakes 13 to 17; Data Protection Act 2018, section 45(4) and schedule 2",
            "“Another's” is what is not the person's own. After “never” nobody can decide otherwise.",
            bearing,
            """
about             | in it besides   | lies      | asks for => by itself
name              |                 |           | themself => release
name              |                 |           | another  => release
birth             |                 |           | another  => release
event             |                 |           | themself => release
event             | victim          |           | themself => withhold
text              | anybody         |           | themself => withhold
text              | partner         |           | themself => withhold
name              | pupils          |           | another  => withhold
address           |                 |           | themself => release
address           |                 | protected | themself => withhold
address           | victim          |           | themself => withhold
address           |                 |           | another  => never
another's address | anybody         |           | themself => never
contact           |                 |           | themself => release
contact           |                 | sealed    | themself => withhold
contact           |                 | sealed    | another  => never
school            |                 |           | themself => release
school            |                 |           | another  => never
another's school  | pupils          |           | themself => never
service           |                 |           | themself => release
service           |                 |           | another  => never
another's worker  | staff           |           | themself => never
another's worker  | staff           |           | another  => never
""",
        ),
        Table(
            "By when the answer is due",
            "UK GDPR article 12(3); Data Protection Act 2018 section 54; the Information Commissioner's guidance",
            "A calendar month from the day on which the request and the proof are both here, or three where it was "
            "extended; a day that is no working day gives way to the next that is.",
            due,
            """
from       | extended => due
2026-11-23 | no       => Wednesday 23 December 2026
2026-11-25 | no       => Tuesday 29 December 2026
2026-01-30 | no       => Monday 02 March 2026
2026-01-31 | no       => Monday 02 March 2026
2026-03-03 | no       => Tuesday 07 April 2026
2026-12-31 | no       => Monday 01 February 2027
2026-11-23 | yes      => Tuesday 23 February 2027
2026-11-30 | yes      => Monday 01 March 2027
""",
        ),
        Table(
            "Until when it can be extended",
            "Data Protection Act 2018 section 54(3B); UK GDPR article 12(3)",
            "Whoever asks is told within the first month, and why.",
            extending,
            """
from       | on         => may
2026-11-23 | 2026-11-23 => yes
2026-11-23 | 2026-12-23 => yes
2026-11-23 | 2026-12-24 => no
2026-01-31 | 2026-02-28 => yes
2026-01-31 | 2026-03-01 => no
""",
        ),
        Table(
            "Who may confirm what was proposed",
            "Ours: third-party redaction takes two people",
            "Here Ivo asks to. What changed since somebody looked at it is proposed again.",
            confirming,
            """
proposed by | changed since | stands        => may | why not
iris        | no            |               => yes |
ivo         | no            |               => no  | Nobody confirms what they proposed.
iris        | yes           |               => no  | It has changed since it was proposed.
iris        | no            | not proposed  => no  | Nothing waits for a second person there.
iris        | no            | confirmed     => no  | Nothing waits for a second person there.
iris        | no            | sent back     => no  | Nothing waits for a second person there.
""",
        ),
        Table(
            "When a request for a child is flagged",
            "DOMAIN.md section 8, mistake 17",
            "The child's incident names Daniel Reed, born on 11 July 1990. Whoever asks may be he "
            "without anybody having said so: a name or a day of birth is enough to ask a supervisor.",
            asking,
            """
as         | said to be he | asks             | born       => flagged | because
suspect    | yes           | Daniel Reed      | 1990-07-11 => yes     | is a suspect there
both       | yes           | Daniel Reed      | 1990-07-11 => yes     | is a suspect there
other      | yes           | Daniel Reed      | 1990-07-11 => no      |
suspect    | no            | Daniel Reed      | 1971-01-01 => yes     | may be a suspect there
suspect    | no            | Danny Reed       | 1971-01-01 => yes     | may be a suspect there
suspect    | no            | Another Name     | 1990-07-11 => yes     | may be a suspect there
suspect    | no            | Grace Mensah     | 1964-01-01 => no      |
""",
        ),
    ),
)


@each_row(PAGE)
def test_the_page_is_what_happens(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then


def test_the_tables_say_who_asks_in_every_way() -> None:
    rows: list[Row] = PAGE.tables[0].rows
    assert {given[3] for given, _ in rows} == {"themself", "another"}
    assert {given[0].removeprefix("another's ") for given, _ in rows} == set(items.TOPICS)


topics, others = st.sampled_from(sorted(items.TOPICS)), st.lists(st.sampled_from(sorted(items.OTHERS)), max_size=3)
tellings = st.builds(
    Told, topic=topics, others=others.map(tuple), own=st.booleans(), sealed=st.booleans(), protected=st.booleans()
)


@given(tellings, st.booleans())
def test_nothing_leaves_by_itself_that_anybody_else_is_in_or_that_is_shut(told: Told, themselves: bool) -> None:
    default = items.bearing(told, asks_for_themselves=themselves).default
    if told.others or told.sealed or told.protected:
        assert default != items.RELEASE
    if told.topic in items.GUARDED and not (told.own and themselves):
        assert default == items.NEVER


@given(st.lists(st.tuples(tellings, st.sampled_from(["release", "withhold"]), st.booleans(), st.booleans())))
def test_what_leaves_was_released_by_two_people_and_is_as_they_saw_it(
    found: list[tuple[Told, str, bool, bool]],
) -> None:
    held = [Item(f"t:{n}:f", "X", str(n), told) for n, (told, *_) in enumerate(found)]
    said = {
        item.key: Decided(item.key, "as it was", decision, "own", "iris", "ivo" if second else "")
        for item, (_, decision, second, _) in zip(held, found, strict=True)
    }
    digests = {
        item.key: "as it is now" if changed else "as it was" for item, (*_, changed) in zip(held, found, strict=True)
    }
    for themselves in (True, False):
        for item in deciding.leaving(held, said, digests, asks_for_themselves=themselves):
            decided = said[item.key]
            assert (decided.decision, bool(decided.confirmed_by)) == ("release", True)
            assert digests[item.key] == decided.digest
            assert items.bearing(item.told, asks_for_themselves=themselves).default != items.NEVER


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.booleans())
def test_the_answer_is_due_on_a_working_day_a_month_on_or_a_little_later(started: date, extended: bool) -> None:
    due_on = clock.due_on(started, extended=extended)
    earliest = clock.months_after(started, 3 if extended else 1)
    assert is_working_day(due_on)
    assert timedelta(0) <= due_on - earliest <= timedelta(days=5)


def test_what_was_left_out_shows_nowhere_in_what_is_given() -> None:
    told = Told(items.EVENT, (items.VICTIM,))
    kept = [Item(f"incidents.IncidentVersion:{n}:parties.1.role", "STF/1", "suspect", told) for n in range(5)]
    assert deciding.leaving(kept, {}, {one.key: "" for one in kept}, asks_for_themselves=True) == []
    assert bundles.written(bundles.lines_of([])) == bundles.written([])
    row = bundles.lines_of([replace(kept[3], told=Told())])[0]
    assert (row.field, "3" in repr(row)) == ("role", False), "where it stood would say how many stood before it"


def test_a_decision_has_a_ground_of_its_own_kind_and_is_never_about_what_does_not_leave() -> None:
    own, never = Item("a:1:b", "X", "v", Told()), Item("a:2:b", "X", "v", items.BY_STAFF)
    checks = [
        (Choice("a:1:b", "release", "own"), own, "yes"),
        (Choice("a:1:b", "release", "safety"), own, "no"),
        (Choice("a:1:b", "burn", "own"), own, "no"),
        (Choice("a:2:b", "release", "own"), never, "no"),
        (Choice("a:3:b", "release", "own"), None, "no"),
    ]
    for choice, item, may in checks:
        assert verdict_of(deciding.check_choice, choice, item, asks_for_themselves=True)[0] == may, choice


def test_a_flagged_request_goes_on_by_the_reason_of_somebody_who_did_not_work_on_it() -> None:
    officers = frozenset({"iris", "ivo"})
    assert verdict_of(requests.may_allow, officers=officers, by="sam", why=WHY) == ("yes", "")
    assert verdict_of(requests.may_allow, officers=officers, by="iris", why=WHY)[0] == "no"
    assert verdict_of(requests.may_allow, officers=officers, by="sam", why="fine")[0] == "no"
