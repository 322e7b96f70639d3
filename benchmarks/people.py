"""A year of incidents, and who is one person across them: pairs right and wrong, and whether the work grows faster.

    .venv/bin/python benchmarks/people.py                    18,245 incidents
    .venv/bin/python benchmarks/people.py --incidents 2000

Adults of the invented area are written down without a slip, so a second run gives them the slips that officers make of
children. The truth is known by the area's own numbers. Who the force has a number for is joined by it, so the pairs
that only the weight joins are counted apart.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

NOW = datetime(2026, 2, 13, 6, 10, tzinfo=UTC)
SEED = 5  # not the year whose pairs the model was measured on
Name = tuple[str, str]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pupils", type=int, default=170_000)
    asked.add_argument("--incidents", type=int, default=18_245)
    wanted = asked.parse_args()
    for slips in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            child = os.fork()  # a database of its own, and memory that is its own
            if not child:
                play(Path(folder), wanted.pupils, wanted.incidents, slips=slips)
                sys.stdout.flush()
                os._exit(0)
            os.waitpid(child, 0)


def play(folder: Path, pupils: int, incidents: int, *, slips: bool) -> None:
    """Invent, take in, recognise, and print what became of every pair."""
    set_up(folder)
    from firstbell.invented import world

    area = world.area(SEED, pupils=pupils, incidents=incidents, whole_year=True)
    truth: dict[Name, tuple[int, str]] = {}
    numbers: set[Name] = set()
    with (folder / "incidents.jsonl").open("w", encoding="utf-8") as lines:
        for document, people in told(area, slips=slips):
            lines.write(json.dumps(document) + "\n")
            truth |= {(document["reference"], person): key for person, key in people.items()}
            everybody = [*document["parties"], *document["children"]]
            numbers |= {(document["reference"], one["person_id"]) for one in everybody if one.get("nominal")}
    seconds = recognise(folder)
    half = len(seconds) // 2
    title = "adults with slips" if slips else "adults as they are"
    print(f"\n{title}: {incidents:,} incidents, {len(truth):,} records of {len(set(truth.values())):,} people")
    growth = sum(seconds[half:]) / sum(seconds[:half])
    print(f"recognised in {sum(seconds):.1f} s of one processor; the second half took {growth:.2f} times the first")
    report(truth, numbers)


def set_up(folder: Path) -> None:
    os.environ |= {"FIRSTBELL_HOME": str(folder / "home"), "DJANGO_SETTINGS_MODULE": "firstbell.config.settings"}
    os.environ.pop("FIRSTBELL_DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def told(area: Any, *, slips: bool) -> Iterator[tuple[dict[str, Any], Mapping[str, tuple[int, str]]]]:
    """Every incident as it was last told, with who its people really are."""
    from firstbell.invented.rates import RATES

    rng = Random(SEED)
    for report, _ in area.reports():
        document = report.versions[-1].document
        children = {recorded.person_id: recorded.child.key for recorded in report.recorded}
        keys = {person: part for part, person in report.ids.items()} | children
        if slips:
            for party in document["parties"]:
                slip(party, rng, RATES)
        yield document, {person: (report.family.index, key) for person, key in keys.items()}


def slip(party: dict[str, Any], rng: Random, rates: Any) -> None:
    """What an officer gets wrong of a child, at the same rates, in an adult's record."""
    from firstbell.invented import names
    from firstbell.invented.errors import misheard, mistyped

    first, *others = party["forenames"].split()
    chance = rng.random()
    if chance < rates.nickname:
        first = names.nickname(rng, first) or first
    elif chance < rates.nickname + rates.misheard:
        first = misheard(rng, first)
    elif chance < rates.nickname + rates.misheard + rates.mistyped:
        first = mistyped(rng, first)
    party["forenames"] = " ".join((first, *(others if rng.random() < 0.45 else ())))
    if rng.random() < rates.surname_mistyped:
        party["surname"] = mistyped(rng, party["surname"])
    born, chance = datetime.fromisoformat(party["date_of_birth"]).date(), rng.random()
    if chance < rates.day_month and born.day <= 12:
        party["date_of_birth"] = born.replace(month=born.day, day=born.month).isoformat()
    elif chance < rates.day_month + rates.digit:
        party["date_of_birth"] = born.replace(year=born.year + rng.choice((-1, 1))).isoformat()
    elif chance < rates.day_month + rates.digit + rates.year_only:
        party["date_of_birth"] = str(born.year)
    elif chance < rates.day_month + rates.digit + rates.year_only + rates.no_birth_date:
        party["date_of_birth"] = None


def recognise(folder: Path) -> list[float]:
    """Take the year in and go through it, a job's step at a time; the processor's seconds of each."""
    from firstbell.pure.actor import Actor
    from firstbell.pure.policy import ForcePolicy
    from firstbell.registers.incidents.intake import take_in_incidents
    from firstbell.registers.linkage import jobs

    by, seconds, done = Actor("benchmark", "force:staffordshire"), [], 1
    taken = take_in_incidents(path=folder / "incidents.jsonl", profile=None, by=by, now=NOW)
    if taken.rejected:
        print(f"{taken.rejected} incidents were rejected for a slip that no format allows")
    while done:
        began = time.process_time()
        done = jobs.identify_people(by=by, now=NOW, policy=ForcePolicy())
        seconds.append(time.process_time() - began)
    return seconds


def report(truth: Mapping[Name, tuple[int, str]], numbers: set[Name]) -> None:
    from firstbell.registers.linkage import queries
    from firstbell.registers.linkage.models import Record  # a look from outside: no query answers with everybody

    rows = Record.objects.values_list("incident__reference", "person_id", "identity_id")
    found = {(reference, person): identity for reference, person, identity in rows}
    named = set(truth) & set(found)
    right = pairs(truth, named)
    said = pairs(found, named)
    counted("all pairs", right, said)
    without = {pair for pair in right | said if not pair <= numbers}
    counted("pairs that the force's numbers do not tie", right & without, said & without)
    print(f"questions for a person: {len(queries.needing_attention()):,}")
    families = ({truth[name][0] for name in pair} for pair in said - right)
    wrong = Counter("one family" if len(family) == 1 else "strangers" for family in families)
    print("wrong pairs:", dict(wrong))


def pairs(of: Mapping[Name, Any], names: set[Name]) -> set[frozenset[Name]]:
    together: dict[Any, list[Name]] = {}
    for name in sorted(names):
        together.setdefault(of[name], []).append(name)
    return {frozenset(pair) for group in together.values() for pair in combinations(group, 2)}


def counted(title: str, right: set[frozenset[Name]], said: set[frozenset[Name]]) -> None:
    both = len(right & said)
    print(
        f"{title:<45}{len(right):>8,} true{len(said):>8,} joined"
        f"   precision {both / max(len(said), 1):.5f}   recall {both / max(len(right), 1):.5f}"
    )


if __name__ == "__main__":
    main()
