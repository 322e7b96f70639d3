"""The earlier picture: what counts, what has a person look, what may be reported and told, and what is joined."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from firstbell.foundations.accounts.rules.organisations import SOURCE_CLASSES, source_class_of
from firstbell.joint.early_picture.rules import feedback, households, insiders, matters, raising, settings, signals
from firstbell.joint.early_picture.rules.counting import (
    Counted,
    classes,
    many_of_one_source,
    red_flags,
)
from firstbell.joint.early_picture.rules.households import Ground, Household, Seen, seen, settle
from firstbell.joint.early_picture.rules.picture import Gaps, not_known
from firstbell.joint.early_picture.rules.raising import Fact, Place, Report, Subject
from firstbell.joint.early_picture.rules.thresholds import crossed, first_look
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from rulebook.tables import Page, Row, Table, each_row, verdict_of

TODAY = date(2026, 11, 27)
REASON = "The school and the nurse speak of one child."


def told(text: str, first: int = 1) -> tuple[Counted, ...]:
    """``school/ann afraid 5; public/- weapon heard 90``: class, informant, kind, how known, days ago."""
    found = []
    for number, one in enumerate((part for part in text.split(";") if part.strip()), first):
        source, kind, *how, days = one.split()
        source_class, _, root = source.partition("/")
        on = TODAY - timedelta(days=int(days))
        last = signals.expires_on(kind, on)
        found.append(Counted(number, kind, *(how or ["seen"]), source_class, root.strip("-"), on, last))
    return tuple(found)


def counting(text: str) -> tuple[str, ...]:
    here = told(text)
    return (
        str(len(classes(here, TODAY))),
        " ".join(red_flags(here, TODAY)),
        " ".join(crossed(here, TODAY)),
    )


def reopening(before: str, after: str) -> tuple[str, ...]:
    old = told(before)
    new = told(after, first=len(old) + 1)
    return (" ".join(crossed((*old, *new), TODAY, weighed=[one.number for one in old])),)


OF = {
    "somebody": (Subject("worried_for", "Ada", "Example"),),
    "a child": (Subject("worried_for", is_child=True),),
    "the girl at number 5": (Subject("worried_for", described="The girl at number 5, about seven"),),
}


def reporting(organisation: str, basis: str, said: str, of: str) -> tuple[str, ...]:
    fact = Fact("afraid", "seen", TODAY + timedelta(days=1) if said == "tomorrow" else TODAY)
    people = OF.get(of, ())
    place = Place(postcode="ST4 2AA") if "home" in of else Place()
    report = Report(facts=(fact,) if said else (), people=people, place=place, basis=basis)
    source_class = "public" if organisation == "public" else source_class_of(organisation)
    return verdict_of(raising.may_raise, report, source_class, TODAY)


def telling(code: str, basis: str, who: str) -> tuple[str, ...]:
    return verdict_of(
        feedback.may_tell,
        code,
        sees_linked=basis in ForcePolicy().hub_linked_bases,
        is_public=who != "professional",
        can_be_reached=who != "no name",
    )


HOMES = {
    "home": Place(("5 Elm Road",), "ST4 2AA"),
    "shortly": Place(("5 elm rd", "Stoke"), "st42aa"),
    "oak": Place(("9 Oak Lane",), "ST4 7QQ"),
    "street": Place(("Elm Road", "Stoke")),
}


def _seen(text: str, number: int = 1) -> Seen:
    """``Ada Example 2016-05-04, Bo Example @ home``."""
    people, _, home = text.partition("@")
    return seen(number, f"C-{number}", HOMES[home.strip()], [_person(one) for one in people.split(",") if one.strip()])


def _person(text: str) -> tuple[str, str, str, date | None, str]:
    forenames, surname, *born = text.split()
    return text.strip(), forenames, surname, date.fromisoformat(born[0]) if born else None, ""


def joining(one: str, other: str) -> tuple[str, ...]:
    first, second = settle([_seen(one, 1), _seen(other, 2)], Ground({}, {}))
    if second.joined:
        assert second.household == first.household
        return ("joined", second.joined)
    assert second.household != first.household
    return ("asked", second.questions[0].why) if second.questions else ("apart", "")


def reading(name: str, people: str) -> tuple[str, ...]:
    named = [tuple(one.rsplit(maxsplit=1)) for one in people.split(", ")]
    return ("no" if insiders.is_about(name, [(one[0], one[1]) for one in named]) else "yes",)


PAGE = Page(
    "early-picture",
    "The earlier picture: what several agencies see of one household",
    "Facts are counted and never weighed: there is no score, no probability and no label. What crosses a threshold is "
    "looked at by a person, and nothing else happens. In these tables today is 27 November 2026, and a signal is given "
    "as source class/informant, kind, how it is known where it was not seen, and how many days ago it was.",
    (
        Table(
            "What counts, and what has a person look",
            "METHODS.md section 9; how long a kind of signal lasts is ours",
            "Two of one class are one, and so are two of one informant, whatever they report as. What is inferred "
            "counts for no class. A red flag has a person look however it is known.",
            counting,
            """
signals                                                          => independent         | red flags     | thresholds
                                                                 => 0                   |               |
school/ann attendance 5                                          => 1                   |               |
school/ann attendance 5; school/bea injury 3; school/- afraid 2  => 1                   |               |
school/ann attendance 5; health/hal injury 3                     => 2                   |               | two_classes
school/ann attendance 5; public/ann afraid 3                     => 1                   |               |
school/ann afraid 5; public/ann afraid 3; public/- fighting 2    => 2                   |               | two_classes
school/ann attendance 5; health/hal injury inferred 3            => 1                   |               |
school/ann attendance 5; health/hal injury heard 3               => 2                   |               | two_classes
school/ann injury 95; health/hal injury 3                        => 1                   |               |
school/ann injury 93; health/hal injury 3                        => 2                   |               | two_classes
school/ann attendance 91; health/hal injury 3                    => 1                   |               |
school/ann attendance 90; health/hal injury 3                    => 2                   |               | two_classes
public/- weapon heard 10                                         => 1                   | weapon        | red_flag
public/- weapon inferred 10                                      => 0                   | weapon        | red_flag
health/hal strangulation 366                                     => 0                   |               |
health/hal strangulation 365; health/hal strangulation 2         => 1                   | strangulation | red_flag
""",
        ),
        Table(
            "What opens a matter again",
            "Ours: a duplicate of what people have weighed reopens nothing",
            "What lay before a matter that is closed was weighed. Only something new of another kind opens another.",
            reopening,
            """
weighed                                       | new since                                     => thresholds
school/ann attendance 5; health/hal injury 3  | school/ann attendance 1                       =>
school/ann attendance 5; health/hal injury 3  | school/bea afraid 1                           =>
school/ann attendance 5; health/hal injury 3  | housing/hob damage 1                          => two_classes
school/ann attendance 5; health/hal injury 3  | school/ann attendance 1; health/hal afraid 1  => two_classes
school/ann weapon 5                           | school/ann attendance 1                       =>
school/ann weapon 5                           | school/ann weapon 1                           => red_flag
school/ann attendance 5                       | health/hal injury 1                           => two_classes
""",
        ),
        Table(
            "What may be reported",
            "UK GDPR article 6; DOMAIN.md section 4",
            "An agency states its lawful basis. A member of the public needs none, and no name.",
            reporting,
            """
by                         | on the basis    | said     | of       => may | why not
agency:health.city-surgery | public_task     | today    | somebody => yes |
agency:health.city-surgery | consent         | today    | a home   => yes |
agency:health.city-surgery |                 | today    | somebody => no  | No lawful basis is stated.
establishment:100001       | vital_interests | today    | somebody => yes |
public                     |                 | today    | a home   => yes |
public                     |                 |          | a home   => no  | It says nothing, or of nobody.
public                     |                 | today    | a child  => yes |
public                     |                 | today    | the girl at number 5 => yes |
public                     |                 | today    | nobody   => no  | It says nothing, or of nobody.
public                     |                 | tomorrow | somebody => no  | That day has not come.
provider:choices           | public_task     | today    | somebody => no  | Nobody reports concerns for them.
""",
        ),
        Table(
            "What whoever reported may be told",
            "DOMAIN.md section 4; the sentences are ours",
            "Sentences of ours, none of which says anything of the household. That others are involved is told only "
            "where the basis on which somebody reported allows it.",
            telling,
            """
what      | basis        | who          => may | why not
looked_at |              | public       => yes |
helped    |              | public       => yes |
acted     |              | public       => no  | A member of the public is not told that.
no_action | consent      | professional => yes |
acted     | public_task  | professional => yes |
acted     | consent      | professional => no  | Their basis does not allow them to know of others.
looked_at |              | no name      => no  | Nobody can be told: they left no name, and asked for no code.
they left | public_task  | professional => no  | That is nothing that may be told.
""",
        ),
        Table(
            "What is one household",
            "decision 27",
            "Joined without a person is only the same door with somebody of the same name, or with nobody "
            "named. All else that may be one is asked, and every join can be parted. Home is 5 Elm Road, ST4 2AA.",
            joining,
            """
a concern                       | and another                      => are    | why
Ada Example 2016-05-04 @ home   | Ada Example 2016-05-04 @ shortly => joined | The same home, and one of the same name
Ada Example 2016-05-04 @ home   | Bo Example 1990-01-02 @ home     => asked  | The same home, and nobody surely the same
Ada Example 2016-05-04 @ home   | Ada Example @ home               => joined | The same home, and one of the same name
Ada Example 2016-05-04 @ home   | Ada Example 1988-05-04 @ home    => asked  | The same home, and nobody surely the same
@ home                          | @ shortly                        => joined | The same home, and nobody is named
Ada Example @ home              | @ home                           => asked  | The same home, and nobody surely the same
Ada Example 2016-05-04 @ home   | Eva Example 2016-05-04 @ home    => asked  | The same home, and nobody surely the same
Ada Example 2016-05-04 @ home   | Ada Example 2016-05-04 @ oak     => asked  | Somebody who may be the same, elsewhere
Ada Example 2016-05-04 @ home   | Bo Other 1990-01-02 @ oak        => apart  |
Ada Example 2016-05-04 @ street | Ada Example 2016-05-04 @ street  => asked  | Somebody who may be the same, elsewhere
""",
        ),
        Table(
            "Who may read of a household",
            "DOMAIN.md section 8, mistake 18; decision 15",
            "To whoever bears the name of somebody in it, it does not exist, until a supervisor has looked.",
            reading,
            """
who          | people                    => may
Dana Wright  | Ada Example               => yes
Dana Wright  | Ada Example, Dana Wright  => no
Dana Wright  | Dana May Wright           => no
Dana Wright  | Dan Wright                => yes
""",
        ),
    ),
)


@each_row(PAGE)
def test_what_the_rulebook_says(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then


def test_fifty_of_one_informant_are_counted_once_and_said() -> None:
    fifty = told("; ".join(["public/ann fighting 3"] * 50))
    assert len(classes(fifty, TODAY)) == 1
    assert many_of_one_source(fifty, TODAY) == (("public", 50),)
    assert many_of_one_source(fifty[:4], TODAY) == ()


def test_nothing_expired_counts() -> None:
    here = told("school/ann attendance 5; health/hal injury 3")
    for days, expected in ((0, 2), (85, 2), (86, 1), (362, 1), (363, 0)):
        assert len(classes(here, TODAY + timedelta(days=days))) == expected


def test_a_red_flag_is_looked_at_soonest() -> None:
    assert first_look(("two_classes", "red_flag")) == timedelta(hours=4)
    assert first_look(("two_classes",)) == timedelta(hours=24)
    assert first_look(("two_classes", "red_flag"), {"red_flag": 1}) == timedelta(hours=1)


def test_an_area_sets_its_own_days_hours_and_bases_and_is_told_whose_they_are() -> None:
    plain, own = ForcePolicy(), ForcePolicy(signal_days={"worry": 7}, hub_linked_bases=("public_task",))
    assert signals.expires_on("worry", TODAY, own.signal_days) == TODAY + timedelta(days=7)
    assert signals.expires_on("afraid", TODAY, own.signal_days) == signals.expires_on("afraid", TODAY)
    held = settings.settings_of(own)
    assert (held.days["worry"], held.days_are, held.hours_are) == (7, settings.THEIRS, settings.OURS)
    assert held.linked_are == settings.THEIRS
    assert settings.settings_of(plain).linked_are == settings.OURS
    assert settings.fault_in(own) == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"signal_days": {"wory": 7}}, "signal_days: 'wory' is not known"),
        ({"signal_days": {"worry": 0}}, "is a whole number, 1 or more"),
        ({"hub_first_look_hours": {"red_flag": True}}, "is a whole number, 1 or more"),
        ({"hub_linked_bases": ("trust",)}, "hub_linked_bases: 'trust' is not known"),
        ({"hub_feedback_days": 0}, "hub_feedback_days is 1 or more"),
    ],
)
def test_a_setting_that_cannot_be_is_said(wrong: dict[str, Any], said: str) -> None:
    assert said in settings.fault_in(ForcePolicy(**wrong))


def test_every_class_is_asked_about_every_red_flag() -> None:
    for source_class in SOURCE_CLASSES:
        assert set(signals.offered(source_class)) >= signals.RED_FLAGS
    assert "attendance" not in signals.offered("public")


def test_what_nobody_said_is_said() -> None:
    nothing = Gaps(frozenset(), 0, 0, 0, 0, False, frozenset(), 0)
    assert not_known(nothing) == (
        "Nobody is named.",
        "It is not known where they live.",
        "Nobody has said whether there are children.",
        "No adult’s own words are there.",
        "Nothing stands of: school, health, housing, police, third sector, public.",
    )
    full = Gaps(frozenset(SOURCE_CLASSES), 2, 0, 2, 1, True, frozenset({"child", "adult"}), 0)
    assert not_known(full) == ()
    assert not_known(replace(full, born=1, questions=1, words_of=frozenset({"adult"}))) == (
        "No child’s own words are there.",
        "The day of birth of somebody is not known.",
        "It may be one with another household: somebody must say.",
    )


HERE = _seen("Ada Example 2016-05-04 @ home", 9)


def ground(*numbers: int, **more: Any) -> Ground:
    """These households, all of them like ``HERE``."""
    led_to = {key: set(numbers) for key in HERE.keys}
    return Ground({number: Household().with_one(HERE) for number in numbers}, led_to, **more)


def test_a_concern_that_fits_two_households_is_of_the_older_and_a_person_is_asked_once() -> None:
    again = _seen("Ada Example 2016-05-04 @ home", 10)
    first, second = settle([HERE, again], ground(7, 8))
    assert (first.household, first.joined) == (second.household, second.joined) == (7, households.SAME_NAME)
    assert [(one.household, one.why) for one in first.questions] == [(8, households.SEVERAL)]
    assert second.questions == ()
    (asked,) = settle([HERE], ground(7, 8, asked=frozenset({frozenset({7, 8})})))
    assert asked.questions == ()


def test_what_a_person_parted_is_joined_to_neither() -> None:
    (answer,) = settle([HERE], ground(7, 8, apart=frozenset({frozenset({7, 8})})))
    assert (answer.household, answer.joined) == (-1, "")
    assert [one.household for one in answer.questions] == [7, 8]


def test_a_door_that_many_share_asks_nobody() -> None:
    (answer,) = settle([HERE], ground(*range(1, households.CROWDED + 2)))
    assert (answer.household, answer.questions) == (-1, ())


def test_concerns_are_not_found_by_what_leads_to_too_many_and_still_by_what_does_not() -> None:
    """Else a street of hundreds would be read whole for each that comes."""
    shared, own = sorted(HERE.keys)[0], sorted(HERE.keys)[1:]
    many = frozenset(range(100, 100 + households.CROWDED))
    (last,) = settle([HERE], Ground(dict.fromkeys(many, Household()), {shared: many}))
    assert last.keys == HERE.keys, "up to there it may still be found"
    (further,) = settle([HERE], Ground(dict.fromkeys(many, Household()), {shared: many | {1}}))
    assert sorted(further.keys) == own


def test_fifty_of_one_home_are_one_household_whoever_of_it_they_name() -> None:
    named = ("Ada Example 2016-05-04", "Bo Example 1990-01-02", "Ada Example, Bo Example", "Ada Example")
    first, *others = settle([_seen(f"{named[n % 4]} @ home", n) for n in range(52)], Ground({}, {}))
    assert len({one.household for one in (first, *others)}) == 2
    assert sum(len(one.questions) for one in others) <= 2


def test_a_split_needs_both_sides_and_a_reason() -> None:
    for parted, rest, reason in (([], [1], REASON), ([1], [], REASON), ([1], [2], "no")):
        with pytest.raises(Refused):
            households.may_split(parted, rest, reason)
    households.may_split([1], [2], REASON)


def test_nobody_says_of_themselves_what_is_closed_to_them() -> None:
    with pytest.raises(Refused, match="Nobody says of themselves"):
        insiders.may_say("Hub@Force.example", REASON, "hub@force.example")


def decided(**more: Any) -> tuple[str, ...]:
    given = {"status": "waiting", "decision": "act", "reason": REASON, "again_on": None, "today": TODAY} | more
    return verdict_of(matters.may_decide, **given)


@pytest.mark.parametrize(
    ("more", "may"),
    [
        ({}, "yes"),
        ({"status": "closed"}, "no"),
        ({"decision": "score"}, "no"),
        ({"reason": "ok"}, "no"),
        ({"decision": "watch"}, "no"),
        ({"decision": "watch", "again_on": TODAY}, "no"),
        ({"decision": "watch", "again_on": TODAY + timedelta(days=1)}, "yes"),
    ],
)
def test_when_it_may_be_decided(more: dict[str, object], may: str) -> None:
    assert decided(**more)[0] == may


def test_a_matter_is_closed_once_decided_and_done() -> None:
    done, open_one = matters.TaskFacts("HT-1", True), matters.TaskFacts("HT-2", False)
    assert verdict_of(matters.may_close, "in_hand", "need", REASON, 1, (done,)) == ("yes", "")
    assert verdict_of(matters.may_close, "in_hand", "need", REASON, 1, (done, open_one))[1] == "Tasks are open: HT-2."
    assert verdict_of(matters.may_close, "in_hand", "need", REASON, 0, ())[0] == "no"
    assert verdict_of(matters.may_close, "in_hand", "", REASON, 1, ())[0] == "no"
    assert verdict_of(matters.may_close, "closed", "need", REASON, 1, ())[0] == "no"
