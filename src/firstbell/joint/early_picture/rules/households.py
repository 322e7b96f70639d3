"""To which household a concern belongs: what is joined without a person, what is asked of one, and why."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from firstbell.joint.early_picture.rules.raising import Place
from firstbell.pure.matching.columns import token
from firstbell.pure.matching.records import Sought, features_of_sought, houses_of, postcode_key
from firstbell.pure.refusal import Refused, is_written_out
from firstbell.registers.linkage.rules import one_person
from firstbell.registers.linkage.rules.one_person import Known

CROWDED = 12
"""A key that leads to more households than this leads to none: a hostel, a block whose doors nobody wrote down. Further
concerns are not found by it either, so that such keys cost nothing however many there are."""

SAME_HOME = "The same home, and nobody surely the same"
ELSEWHERE = "Somebody who may be the same, elsewhere"
SEVERAL = "More than one household fits"
SAME_NAME = "The same home, and one of the same name"
NAMELESS = "The same home, and nobody is named"


@dataclass(frozen=True)
class Seen:
    """A concern as far as it says whose it is. ``houses`` name its home in every way that can be read from it."""

    number: int
    people: tuple[Known, ...] = ()
    houses: frozenset[str] = frozenset()

    @cached_property
    def doors(self) -> frozenset[str]:
        return doors(self.houses)

    @cached_property
    def keys(self) -> frozenset[int]:
        """What it is found by: its home, and each surname with a day of birth and the first letter of a forename."""
        born = [one.features for one in self.people if one.features.surname and one.features.born]
        people = (f"p|{one.surname}|{one.born}|{name[0]}" for one in born for name in one.given.called)
        return frozenset(token(text) for text in (*(f"h|{house}" for house in self.houses), *people))


@dataclass(frozen=True)
class Household:
    """What is known of a household by the concerns tied to it."""

    people: tuple[Known, ...] = ()
    houses: frozenset[str] = frozenset()

    @cached_property
    def doors(self) -> frozenset[str]:
        return doors(self.houses)

    def with_one(self, seen: Seen) -> "Household":
        new = [one for one in seen.people if one.features not in [known.features for known in self.people]]
        return Household((*self.people, *new), self.houses | seen.houses)


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can say: whether the concern is of this household too. ``words`` name people."""

    household: int
    why: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a concern stands: in ``household`` (below 0: one that is new), why it was joined, "" where it was not. By
    ``keys`` it is found from now on."""

    concern: int
    household: int
    joined: str
    questions: tuple[Question, ...]
    keys: frozenset[int]


def seen(number: int, reference: str, place: Place, people: Iterable[tuple[str, str, str, date | None, str]]) -> Seen:
    """A concern with its place and its people: (key, forenames, surname, born, sex) of each."""
    home = (place.lines, place.postcode or None, place.uprn or None)
    known = [
        _known(reference, Sought(key, forenames, surname, born_from=born, born_to=born, sex=sex, homes=(home,)))
        for key, forenames, surname, born, sex in people
    ]
    return Seen(number, tuple(known), frozenset(houses_of(*home)))


def _known(reference: str, said: Sought) -> Known:
    return Known(("concern", reference), said, features_of_sought(said))


@dataclass(frozen=True, slots=True)
class Ground:
    """What concerns are settled on: ``households`` by number, those that each key leads to (``led_to``), pairs of them
    of which somebody is asked already (``asked``), and pairs of which somebody said that they are two (``apart``)."""

    households: Mapping[int, Household]
    led_to: Mapping[int, Collection[int]]
    asked: frozenset[frozenset[int]] = frozenset()
    apart: frozenset[frozenset[int]] = frozenset()


def settle(concerns: Sequence[Seen], ground: Ground) -> list[Answer]:
    """Where each concern stands, one after the other; those settled before are households for those after.

    It is joined to the household that fits, to the oldest where several do, and a person is asked of those that may be
    one with it. Where a person has parted two that fit, it is one of its own, and they are asked of both.
    """
    known, leads = dict(ground.households), {key: set(numbers) for key, numbers in ground.led_to.items()}
    asked, answers = set(ground.asked), []
    for place, concern in enumerate(concerns, 1):
        candidates = _candidates(concern, leads)
        fitting = {number: why for number in candidates if (why := why_surely(concern, known[number]))}
        home = _home(fitting, ground.apart) or -place
        may_be = (question(concern, one, known[one], several=one in fitting) for one in candidates if one != home)
        questions = tuple(one for one in may_be if one and frozenset((home, one.household)) not in asked)
        asked |= {frozenset((home, one.household)) for one in questions}
        known[home] = known.get(home, Household()).with_one(concern)
        keys = frozenset(key for key in concern.keys if len(leads.get(key, ())) <= CROWDED)
        for key in keys:
            leads.setdefault(key, set()).add(home)
        answers.append(Answer(concern.number, home, fitting.get(home, ""), questions, keys))
    return answers


def _candidates(concern: Seen, leads: Mapping[int, Collection[int]]) -> list[int]:
    """The households that its keys lead to, the oldest first, those that are opened now last."""
    found = [leads.get(key, ()) for key in concern.keys]
    some = {number for numbers in found if len(numbers) <= CROWDED for number in numbers}
    return sorted(some, key=lambda number: (number < 0, abs(number)))


def _home(fitting: Collection[int], apart: frozenset[frozenset[int]]) -> int | None:
    """The oldest that fits; None where none does, or where somebody said that two of them are two."""
    here = list(fitting)
    if not here or any(pair <= set(here) for pair in apart):
        return None
    return here[0]


def why_surely(concern: Seen, household: Household) -> str:
    """Why it may be joined without a person, "" where it may not: at the same door, one of its people is one of the
    household's by forename and surname, and nothing speaks against it; or neither names anybody."""
    if not concern.doors & household.doors:
        return ""
    if not concern.people and not household.people:
        return NAMELESS
    return SAME_NAME if any(_alike(one, other) for one in concern.people for other in household.people) else ""


def doors(houses: Iterable[str]) -> frozenset[str]:
    """Those that name one door: a UPRN, or a number with the whole postcode. A street and a town may have two."""
    return frozenset(one for one in houses if one.startswith("uprn:") or postcode_key(one.partition(":")[0]))


def _alike(one: Known, other: Known) -> bool:
    if not one.features.surname or one.features.surname != other.features.surname or one_person.apart(one, other):
        return False
    found = one_person.evidence(one, other)
    return found.forename == "equal" and found.birth in ("equal", "missing") and found.sex != "different"


def question(concern: Seen, number: int, household: Household, *, several: bool) -> Question | None:
    """What is asked of a person; None where nothing speaks for it."""
    pairs = ((one, other) for one in concern.people for other in household.people)
    alike = next((pair for pair in pairs if may_be_one(*pair)), None)
    words = one_person.words(*alike) if alike else ()
    if several:
        return Question(number, SEVERAL, words)
    if concern.doors & household.doors:
        return Question(number, SAME_HOME, words)
    return Question(number, ELSEWHERE, words) if alike else None


def may_be_one(one: Known, other: Known) -> bool:
    """Whether two people may be one, as linkage holds records of incidents apart and together."""
    return not one_person.apart(one, other) and one_person.doubt(one, other) in ("", one_person.ELSEWHERE)


def may_join(reference: str, other: str, reason: str) -> None:
    if reference == other:
        raise Refused("That is one household already.", "Look at the references.")
    _is_reasoned(reason)


def may_split(parted: Collection[int], rest: Collection[int], reason: str) -> None:
    """Refused unless some concerns are parted from others, for a reason."""
    if not parted or not rest:
        raise Refused("Nothing is parted from anything.", "Name some of its concerns, and not all.")
    _is_reasoned(reason)


def _is_reasoned(reason: str) -> None:
    if not is_written_out(reason):
        raise Refused("The reason is not written out.", "Write in a sentence why; others will read it.")
