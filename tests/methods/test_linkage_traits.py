"""What a second model sees of each pupil who may be the child, and what it may and may not decide."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from firstbell.pure.matching.model import UnfitModel
from firstbell.pure.matching.records import Sought
from firstbell.registers.linkage.rules import deciding
from firstbell.registers.linkage.rules.deciding import Found, Option, decide, left_to_learn
from firstbell.registers.linkage.rules.traits import TRAITS, traits
from firstbell.registers.schools.rules import Pupil, Registration

Home = tuple[tuple[str, ...], str, str | None]
HOME = (("12 Example Road",), "ST4 1AA", None)
OTHER = (("9 Other Street",), "ST13 5BB", None)
CHILD = Sought("C1", "Oliver", "Okafor", born_from=date(2016, 6, 1), born_to=date(2016, 6, 1), sex="M", homes=(HOME,))


def pupil(forenames: str, born: date = date(2016, 6, 1), home: Home = HOME, sex: str = "M", **facts: str) -> Pupil:
    lines, postcode, uprn = home
    return Pupil(None, forenames, "", facts.get("surname", "Okafor"), "", born, sex, lines, postcode, uprn)


def found(*weighed: tuple[Pupil, float]) -> list[Found]:
    registration = Registration(1, "E06000021", date(2026, 11, 16), "124001", "C", "school", None, None)
    return [
        Found(((each, replace(registration, entry_id=number)),), weight)
        for number, (each, weight) in enumerate(weighed)
    ]


class Asked:
    """Answers what it is told to, and keeps whom it was asked about."""

    def __init__(self, *chances: float, accept: float = 0.9) -> None:
        self.chances, self.accept = chances, accept
        self.options: Sequence[Option] = ()

    def of(self, child: Sought, options: Sequence[Option]) -> Sequence[float] | None:
        self.options = options
        return self.chances or None


def seen(child: Sought, *weighed: tuple[Pupil, float]) -> list[dict[str, float]]:
    asked = Asked()
    decide(child, found(*weighed), second=asked)
    names = [trait.name for trait in TRAITS]
    return [dict(zip(names, row, strict=True)) for row in traits(child, asked.options)]


def test_a_row_for_each_pupil_with_leads_and_mates() -> None:
    first, twin, stranger = seen(
        CHILD,
        (pupil("Oliver"), 20.0),
        (pupil("Emily", sex="F"), 9.0),
        (pupil("Olver", date(2011, 1, 5), OTHER, surname="Brown"), -2.0),
    )
    assert (first["lead"], first["lead_over_like_named"]) == (11.0, 22.0)
    assert (first["mates"], first["mates_of_this_sex"], first["of_this_birth"]) == (1, 0, 1)
    assert first["mates_best_birth"] > stranger["mates_best_birth"] == -1
    assert twin["mates_best_forename"] == first["forename"] > twin["forename"]
    assert first["forename_alike"] == 1.0 > stranger["forename_alike"] > twin["forename_alike"]
    assert (first["days_apart"], stranger["days_apart"]) == (0, 1974)


def test_nobody_beside_is_far_behind() -> None:
    (alone,) = seen(CHILD, (pupil("Oliver"), 20.0))
    assert (alone["lead"], alone["mates_best_forename"], alone["family_best_forename"]) == (50.0, -1, -1)


def test_an_unknown_birth_is_the_farthest() -> None:
    (unknown,) = seen(replace(CHILD, born_from=None, born_to=None), (pupil("Oliver"), 10.0))
    (far,) = seen(replace(CHILD, born_from=date(1990, 1, 1), born_to=date(1990, 1, 1)), (pupil("Oliver"), 10.0))
    assert unknown["days_apart"] == far["days_apart"] == 4000
    assert (unknown["birth_exact"], far["birth_exact"]) == (False, True)


def test_better_evidence_is_never_a_smaller_number() -> None:
    """The directions hold only if the numbers rise with the evidence."""
    better = seen(CHILD, (pupil("Oliver"), 20.0))[0]
    worse = seen(
        replace(CHILD, sex="F", homes=(OTHER,), born_from=date(2016, 1, 6), born_to=date(2016, 1, 6)),
        (pupil("Olivia", surname="Brown"), 20.0),
    )[0]
    fields = ("forename", "surname", "birth", "address", "sex", "forename_alike", "surname_alike")
    assert all(better[field] > worse[field] for field in fields)


def test_the_model_may_take_what_the_rules_find_too_light() -> None:
    light = found((pupil("Oliver", home=OTHER), 5.0))
    assert decide(CHILD, light).outcome == "review"
    assert decide(CHILD, light, second=Asked(0.95)).outcome == "automatic"
    assert decide(CHILD, light, second=Asked(0.85)).outcome == "review"


def test_without_an_opinion_the_rules_decide() -> None:
    heavy = found((pupil("Oliver"), 20.0))
    assert decide(CHILD, heavy, second=Asked()) == decide(CHILD, heavy)


def test_no_model_passes_a_veto() -> None:
    """A pupil of another forename at the address: certainty itself does not make this automatic."""
    twin = found((pupil("Emily", sex="M"), 20.0))
    asked = Asked(1.0)
    assert decide(CHILD, twin, second=asked).outcome == "review"
    assert left_to_learn(asked.options) == ([0], [])


def test_two_of_the_very_name_and_birth_are_not_for_a_model() -> None:
    asked = Asked(0.1, 1.0)
    namesakes = found((pupil("Oliver"), 20.0), (pupil("Oliver"), 20.0))
    assert decide(CHILD, namesakes, second=asked).outcome == "many"
    assert left_to_learn(asked.options) == ([], [])


def test_who_stands_badly_is_not_put_in_front() -> None:
    asked = Asked(0.1, 1.0)
    decide(CHILD, found((pupil("Oliver"), 20.0), (pupil("Ruth", date(2009, 1, 1), OTHER), -9.0)), second=asked)
    assert asked.options[1].standing == deciding.NO
    assert left_to_learn(asked.options) == ([0], [0])


def test_a_model_of_other_traits_is_refused() -> None:
    from types import SimpleNamespace

    from firstbell.registers.linkage.rules.traits import Learnt

    of_one_trait: Any = SimpleNamespace(traits=("weight",))
    with pytest.raises(UnfitModel, match="learn it again"):
        Learnt(of_one_trait)


def test_a_twin_of_another_name_is_for_the_model_a_twin_of_a_like_name_for_a_person() -> None:
    """Jaydn may be Kayden as well as Jayden, but never Emily."""
    child = replace(CHILD, forenames="Jaydn")
    asked = Asked(0.99, 0.01)
    other_name = found((pupil("Jayden"), 18.0), (pupil("Emily", sex="F"), 9.0))
    assert decide(child, other_name).outcome == "review"
    assert decide(child, other_name, second=asked).outcome == "automatic"
    assert decide(child, found((pupil("Jayden"), 18.0), (pupil("Jaydan"), 16.0)), second=asked).outcome == "review"


def test_whom_the_rules_link_the_model_unlinks_only_where_it_holds_that_for_improbable() -> None:
    surely = found((pupil("Oliver"), 20.0))
    assert decide(CHILD, surely, second=Asked(0.6)).outcome == "automatic"
    assert decide(CHILD, surely, second=Asked(0.4)).outcome == "review"
