"""Which school an officer's words mean: how often it is found, and how often wrongly, against RapidFuzz by name.

    .venv/bin/python benchmarks/stated_schools.py                       the 573 real establishments that ship
    .venv/bin/python benchmarks/stated_schools.py --england FOLDER      among all of England's, from files like GIAS's
    .venv/bin/python benchmarks/stated_schools.py --around FOLDER       and of schools beyond, that it does not know
    .venv/bin/python benchmarks/stated_schools.py --show wrong          every case that went wrong, as it was asked

Every establishment is spoken of in every kind of saying that suits it (sayings.py), of a child whose age and home fit,
and in 5 % of cases do not: the home of a move, the age of a sibling. *right*: unique, and the one that was meant;
*told*: right, with age and distance (15 km) agreeing, so that no person is asked; WRONG: unique, and another one;
*among*: the one that was meant is among the candidates; *none*: no candidate at all. ``--faults`` gives another share.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import hypot
from pathlib import Path
from random import Random
from statistics import median, quantiles

from night import firstbell
from rapidfuzz import fuzz, process, utils
from registers_of_schools import closed_for_good, england, known, outside, write
from sayings import NOT_NOW, NOWHERE, SAYINGS, Known

from firstbell.invented import sources

RUN_AT = "2026-02-13T06:10:00+00:00"
TYPICAL_KM = {"Primary": 1.2, "Middle deemed secondary": 2.5, "Secondary": 3.0, "Nursery": 1.5}
"""The middle of the distances from home to school; twice as far is common, five times is not. Guesses that are said to
be guesses: no distance here was measured."""
PLAUSIBLE_KM, REACH_KM, CUT_OFF = 15.0, 30.0, 90.0
FAULTS = 0.05
STOKE_CENTRE = (388_000, 345_000)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. ``meant`` is the URN, or None where nobody may be unique."""

    kind: str
    text: str
    meant: str | None
    age: int | None
    home: sources.Place
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """``unique`` is the URN that is certain, if any; ``told`` whether age and distance agree with it."""

    unique: str | None
    told: bool
    candidates: tuple[str, ...]


def main() -> None:
    wanted = arguments()
    register = england(wanted.england) if wanted.england else known()
    with tempfile.TemporaryDirectory() as folder:
        took = take_in(register, Path(folder), wanted.england)
        print(f"{len(register):,} establishments, {took:.1f} s to take in", flush=True)
        questions = list(ask_all(wanted))[:: wanted.every]
        ours = answer_all(questions)
        peers = [] if wanted.no_peers else [Peer(register, helped=False), Peer(register, helped=True)]
        theirs = [[peer.answer(asked) for asked in questions] for peer in peers]
        print_table(questions, ours, theirs)
        print_shown(questions, ours, wanted.show, {one.urn: one for one in register})


def arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--england", type=Path)
    asked.add_argument("--around", type=Path)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--every", type=int, default=1, help="of the questions, only each so many-th")
    asked.add_argument("--no-peers", action="store_true", help="RapidFuzz takes 40 ms a question in all of England")
    asked.add_argument("--faults", type=float, default=FAULTS)
    asked.add_argument("--show", choices=("wrong", "open"))
    asked.add_argument("--kind")
    return asked.parse_args()


def take_in(register: list[Known], folder: Path, beside: Path | None) -> float:
    """Seconds until a home folder of its own has the register. Django is set up there, in this process."""
    os.environ |= {"FIRSTBELL_HOME": str(folder / "home"), "FIRSTBELL_DATABASE_URL": ""}
    files = write(register, folder, beside)
    firstbell({}, "setup")
    took = sum(firstbell({}, "take-in", kind, str(path), "--now", RUN_AT) for kind, path in files.items())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstbell.config.settings")
    import django

    django.setup()
    return took


def ask_all(wanted: argparse.Namespace) -> Iterator[Asked]:
    """The same questions whichever register they are asked of."""
    rng, homes = Random(wanted.seed), [place for places in sources.streets().values() for place in places]
    for school in known():
        near = sorted(((metres_between(school, at), at) for at in homes), key=lambda one: one[0])
        for kind, saying in SAYINGS.items():
            text = saying(rng, school)
            asked = Asked(kind, text or "", school.urn, age_at(rng, school, kind), home_of(rng, school, near))
            asked = with_fault(rng, asked, homes, wanted.faults)
            if text and wanted.kind in (None, kind):
                yield asked
    if not wanted.kind:
        yield from ask_of_nobody(rng, homes, wanted)


def metres_between(school: Known, home: sources.Place) -> float:
    return hypot(school.easting - home.easting, school.northing - home.northing)


def ask_of_nobody(rng: Random, homes: list[sources.Place], wanted: argparse.Namespace) -> Iterator[Asked]:
    for text in NOWHERE:
        for _ in range(10):
            yield Asked("no school said", text, None, rng.randint(3, 16), rng.choice(homes))
    for form in NOT_NOW:
        for school, other in zip(rng.sample(known(), 20), rng.sample(known(), 20), strict=True):
            text = form.format(school.short, other.short)
            home = min(rng.sample(homes, 400), key=lambda at: metres_between(school, at))
            yield Asked("not the child's, or not now", text, None, age_at(rng, school, form), home)
    for name in closed_for_good():
        yield Asked("closed for good", name, None, rng.randint(4, 15), rng.choice(homes))
    for school in outside(wanted.england or wanted.around):
        home = min(rng.sample(homes, 400), key=lambda at: metres_between(school, at))
        for kind in ("in full", "without its kind"):
            meant = school.urn if wanted.england else None
            yield Asked(
                f"out of area, {kind}", SAYINGS[kind](rng, school) or "", meant, age_at(rng, school, kind), home
            )


def age_at(rng: Random, school: Known, kind: str) -> int:
    low, high = max(2, school.low), min(17, max(school.low, school.high - 1))
    low = 4 if low == 5 else low
    if kind == "nursery at X":
        low, high = min(low, 3), 4
    if kind == "X sixth form":
        low, high = 16, 17
    return rng.randint(min(low, high), high)


def home_of(rng: Random, school: Known, near: list[tuple[float, sources.Place]]) -> sources.Place:
    """A real street about as far from the school as its pupils live."""
    wanted = 1000 * TYPICAL_KM.get(school.phase, 6.0) * rng.lognormvariate(0, 0.7)
    among = [at for metres, at in near if metres <= max(wanted * 1.1, near[0][0] + 300)]
    return rng.choice(among[-max(1, len(among) // 4) :])


def with_fault(rng: Random, asked: Asked, homes: list[sources.Place], share: float) -> Asked:
    draw = rng.random()
    if draw < share / 2:
        return replace(asked, home=rng.choice(homes), fault="home")
    if draw < share:
        other = max(0, min(17, (asked.age or 0) + rng.choice((-6, -5, -4, -3, -2, 2, 3, 4, 5, 6))))
        return replace(asked, age=other, fault="age")
    return asked


def answer_all(questions: list[Asked]) -> list[Answered]:
    """Ours, with what it costs: the first question builds the index, the others only ask."""
    from firstbell.registers.schools.queries import stated_school  # parts can be imported once Django is set up

    began = time.perf_counter()
    stated_school("Haywood", near=["ST4 1AA"], age=13, authority=None)
    print(f"index of the register built in {time.perf_counter() - began:.2f} s", flush=True)
    took, found = [], []
    for asked in questions:
        began = time.perf_counter()
        fits = stated_school(asked.text, near=[asked.home.postcode], age=asked.age, authority=asked.home.authority)
        took.append(1000 * (time.perf_counter() - began))
        best = fits[0] if fits and fits[0].unique else None
        near = best is not None and best.distance_km is not None and best.distance_km <= PLAUSIBLE_KM
        told = near and best is not None and best.age_fits is True
        found.append(Answered(best.urn if best else None, told, tuple(one.urn for one in fits)))
    print(f"{len(took):,} questions: median {median(took):.2f} ms, 99 % under {quantiles(took, n=100)[-1]:.1f} ms")
    return found


class Peer:
    """RapidFuzz's best name by WRatio with the usual cut-off of 90. ``helped``: only among names within reach of the
    home whose ages fit, and nobody where two names are equally good."""

    def __init__(self, register: list[Known], *, helped: bool) -> None:
        self.register, self.helped = register, helped
        self.names = [one.name for one in register]

    def answer(self, asked: Asked) -> Answered:
        names = {n: self.names[n] for n in self.within(asked)} if self.helped else dict(enumerate(self.names))
        found = process.extract(
            asked.text, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=CUT_OFF, limit=5
        )
        urns = tuple(self.register[n].urn for _, _, n in found)
        tied = self.helped and len(found) > 1 and found[0][1] == found[1][1]
        return Answered(urns[0] if urns and not tied else None, False, urns)

    def within(self, asked: Asked) -> Iterator[int]:
        at, age = asked.home, asked.age or 0
        for n, one in enumerate(self.register):
            near = hypot(one.easting - at.easting, one.northing - at.northing) <= 1000 * REACH_KM
            if near and (one.high == 0 or min(one.low, 4) <= age <= one.high):
                yield n


def print_table(questions: list[Asked], ours: list[Answered], theirs: list[list[Answered]]) -> None:
    heading = f"{'':<30}{'asked':>7}{'right':>7}{'told':>7}{'WRONG':>7}{'among':>7}{'none':>7}"
    print(heading + f"{'WRatio':>9}{'wrong':>7}{'helped':>9}{'wrong':>7}")
    rows: dict[str, list[int]] = defaultdict(list)
    for number, asked in enumerate(questions):
        rows[asked.kind].append(number)
    rows |= {"all": list(range(len(questions))), "all, facts true": [n for n, q in enumerate(questions) if not q.fault]}
    rows |= {
        f"all, wrong {fault}": [n for n, q in enumerate(questions) if q.fault == fault] for fault in ("home", "age")
    }
    for kind, numbers in rows.items():
        print(f"{kind:<30}{len(numbers):>7,}" + row_of(questions, ours, theirs, numbers))


def row_of(questions: list[Asked], ours: list[Answered], theirs: list[list[Answered]], numbers: list[int]) -> str:
    count = Counter(mark for n in numbers for mark in marks(questions[n], ours[n]))
    text = "".join(f"{count[mark]:>7,}" for mark in ("right", "told", "WRONG", "among", "none"))
    for peer in theirs:
        count = Counter(mark for n in numbers for mark in marks(questions[n], peer[n]))
        text += f"{count['right']:>9,}{count['WRONG']:>7,}"
    return text


def marks(asked: Asked, answer: Answered) -> Iterator[str]:
    """For words that mean nobody, right is that nobody is unique."""
    if answer.unique == asked.meant:
        yield "right"
        yield from ["told"] * answer.told
    elif answer.unique is not None:
        yield "WRONG"
    if asked.meant in answer.candidates:
        yield "among"
    if not answer.candidates:
        yield "none"


def print_shown(questions: list[Asked], ours: list[Answered], show: str | None, register: dict[str, Known]) -> None:
    for asked, answer in zip(questions, ours, strict=True):
        found = set(marks(asked, answer))
        if (show == "wrong" and "WRONG" in found) or (show == "open" and not found & {"right", "WRONG"}):
            meant = register[asked.meant].name if asked.meant else "nobody"
            names = "; ".join(register[urn].name for urn in answer.candidates[:3])
            mark = "told" if answer.told else ""
            given = f"{asked.text!r} {asked.age} {asked.home.postcode} {asked.fault}"
            print(f"{asked.kind} | {given} | {meant} | {names} {mark}")


if __name__ == "__main__":
    sys.exit(main())
