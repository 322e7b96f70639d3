"""What is served weighs what Splink weighs, for every model that ships, and compares the same pairs."""

import json
from datetime import date, timedelta
from importlib import resources
from random import Random

import numpy as np
import pytest

from firstbell.pure.matching.blocking import keys_of_each
from firstbell.pure.matching.columns import Columns, Words
from firstbell.pure.matching.comparisons import LEVELS, Pairs
from firstbell.pure.matching.index import index_of
from firstbell.pure.matching.model import model_from
from firstbell.pure.matching.records import Features, Home, Sought, features_of_pupil, features_of_sought
from firstbell.pure.matching.scoring import weigh
from firstbell.pure.matching.training.tables import linker_of
from firstbell.registers.schools.rules import Pupil

SHIPPED = sorted(
    file.name for file in resources.files("firstbell.pure.matching").iterdir() if file.name.endswith(".json")
)
FORENAMES = (
    *(
        "Oliver James",
        "Ollie",
        "Emily",
        "Emilia",
        "Muhammad Ali",
        "Ali",
        "Zofia",
        "Sophie",
        "Kasia",
        "Katarzyna",
        "Jon",
    ),
    *("John", "Jonathan", "J", "", "Mary-Kate", "Mary Kate", "Baby", "Zoë", "Łukasz", "Siân", "Ieuan", "D'Arcy"),
    *(
        "Caitlin",
        "Katelyn",
        "Callum",
        "Kalum",
        "Aleksander",
        "Aleksandra",
        "Tarik",
        "Tariq",
        "Rehan",
        "Rihaan",
        "Leo Max",
    ),
)
SURNAMES = (
    *("Okafor", "Smith", "Smyth", "Smith-Jones", "Jones", "Kowalska", "Kowalski", "", "O'Brien", "OBrien", "Khan"),
    *("Ó Briain", "van der Berg", "Hussain", "Hussein", "Thompson", "Thomson"),
)
HOMES: tuple[Home, ...] = (
    (("12 Example Road",), "ST4 1AA", None),
    (("14 Example Road",), "ST4 1AA", None),
    (("9 Other Street",), "ST13 5BB", "100"),
    (("The Old Forge", "High Street"), "st135bb", None),
    (("3 Mill Lane",), "ST13 5BC", None),
    (("nfa",), "ZZ99 3VZ", None),
    ((), None, None),
)


def a_day(rng: Random) -> date | None:
    year = rng.choice((2015, 2016, 2016, 2016, 2017, 2019))
    return date(year, rng.randint(1, 3), rng.randint(1, 28)) if rng.random() < 0.9 else None


def a_pupil(rng: Random) -> Pupil:
    return Pupil(
        upn=None,
        forenames=rng.choice(FORENAMES),
        known_as=rng.choice(("", "Ollie", "Kate")),
        surname=rng.choice(SURNAMES),
        previous_surname=rng.choice(("", rng.choice(SURNAMES))),
        date_of_birth=a_day(rng),
        sex=rng.choice("MFXU"),
        address_lines=(home := rng.choice(HOMES))[0],
        postcode=home[1],
        uprn=home[2],
        upn_as_written=rng.choice(("", "A100000000001", "A200000000002")),
    )


def a_child(rng: Random, key: str) -> Sought:
    """With odd dates: a year of birth, a month, one across two years, one too wide to say anything."""
    born = a_day(rng)
    first, last = born, born
    if born:
        year, month, across, wide = (rng.random() < 0.1 for _ in range(4))
        first, last = (date(born.year, 1, 1), date(born.year, 12, 31)) if year else (first, last)
        first, last = (born.replace(day=1), born.replace(day=28)) if month else (first, last)
        first, last = (born - timedelta(days=200), born + timedelta(days=165)) if across else (first, last)
        first, last = (date(2000, 1, 1), date(2024, 2, 29)) if wide else (first, last)
    return Sought(
        key=key,
        forenames=rng.choice(FORENAMES),
        surname=rng.choice(SURNAMES),
        known_as=rng.choice(("", "Ollie", "Baby")),
        aliases=rng.choice(((), ("Jim Okafor", "Kate"))),
        previous_surnames=rng.choice(((), ("Khan",))),
        family_surnames=tuple(rng.sample(SURNAMES, 2)),
        born_from=first,
        born_to=last,
        sex=rng.choice(("M", "F", "", "X")),
        upn=rng.choice(("", "A100000000001", "A200000000002")),
        homes=tuple(rng.sample(HOMES, rng.randint(0, 3))),
    )


def by_keys(children: list[Features], roll: list[Pupil]) -> set[tuple[int, int]]:
    """The pairs of a child and a line that the index finds."""
    keys = [sorted(of_one) for of_one in keys_of_each(children, seeking=True)]
    distinct = np.unique(np.array([key for of_one in keys for key in of_one], dtype=np.int64))
    lines: dict[int, set[int]] = {}
    for place, line in zip(*index_of(list(roll)).sharing(distinct), strict=True):
        lines.setdefault(int(distinct[place]), set()).add(int(line))
    return {(n, line) for n, of_one in enumerate(keys) for key in of_one for line in lines.get(key, ())}


@pytest.mark.parametrize("name", SHIPPED)
def test_our_weights_are_splinks_to_1e_9_and_our_pairs_are_splinks(name: str) -> None:
    rng = Random(20261126)
    roll = [a_pupil(rng) for _ in range(400)]
    children = [features_of_sought(a_child(rng, str(number))) for number in range(300)]
    pupils = [features_of_pupil(pupil) for pupil in roll]
    text = resources.files("firstbell.pure.matching").joinpath(name).read_text(encoding="utf-8")
    linker, sides = linker_of(children, pupils, json.loads(text)["settings"])
    weighed = linker.inference.predict_between(*sides).as_duckdbpyrelation()
    rows = weighed.query("p", "select unique_id_l, unique_id_r, match_weight from p").fetchall()
    assert len(rows) > 10_000
    assert {(left, right) for left, right, _ in rows} == by_keys(children, roll)
    lefts, rights, weights = (np.array(column) for column in zip(*rows, strict=True))
    words = Words()
    columns = Columns.of(children, words, seeking=True), Columns.of(pupils, words)
    found = weigh(model_from(text), Pairs(*columns, lefts, rights))
    assert np.abs(found.total - weights).max() < 1e-9
    met = {(name, int(level)) for column, name in enumerate(LEVELS) for level in found.levels[:, column]}
    every = {(name, level) for name, levels in LEVELS.items() for level in range(len(levels))}
    assert met == every, "a level that no pair has was not compared with Splink's"
