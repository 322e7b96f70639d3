"""A million signals over 200,000 households: tied at night, weighed, and a picture shown.

    .venv/bin/python -m benchmarks.early_picture                     1,000,000 signals
    .venv/bin/python -m benchmarks.early_picture --signals 50000     for a trial

On SQLite in a folder of its own, or at FIRSTBELL_DATABASE_URL. Concerns are written in bulk and not through the action,
which seals each; all of them wait for one night, which no night will ask. Of ten concerns one names nobody's day of
birth, one gives no address, one has a forename misspelt, and one names only a door. One household is reported fifty
times by one informant. Ties and weighs with the jobs, in this one process, and prints seconds, milliseconds and memory
beside the limits; and how often a household was right: concerns of one household held together, and of two in one.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from typing import Any

FIRSTBELL = Path(sys.executable).with_name("firstbell")
NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)
A_NIGHT, A_PICTURE = 600, 100
"""Seconds, milliseconds."""
PICTURES, BATCH = 500, 5_000
CLASSES = ("school", "school", "health", "housing", "police", "third-sector", "public", "public")
KINDS = ("attendance", "behaviour", "injury", "afraid", "controlled", "fighting", "housing", "appointments")
FORENAMES = (
    *("Ada", "Ben", "Cara", "Dan", "Eve", "Finn", "Gus", "Hana", "Ivy", "Jay", "Kai", "Lena", "Max", "Noor", "Omar"),
    *("Pia", "Quin", "Rosa", "Sam", "Tess", "Uma", "Vic", "Wren", "Yusuf", "Zoe", "Amir", "Bea", "Cleo", "Dev", "Ella"),
)
STARTS = (
    "Ash",
    "Beck",
    "Corn",
    "Dale",
    "East",
    "Ford",
    "Green",
    "Hart",
    "Inger",
    "Kirk",
    "Lang",
    "Mar",
    "North",
    "Oak",
)
ENDS = ("ley", "ton", "field", "wood", "ham", "by", "worth", "well", "man", "son", "dale", "croft", "more", "stead")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--signals", type=int, default=1_000_000)
    wanted = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"FIRSTBELL_HOME": folder, "DJANGO_SETTINGS_MODULE": "firstbell.config.settings"}
        subprocess.run([str(FIRSTBELL), "setup"], check=True, capture_output=True)
        _play(wanted.signals)


def _play(signals: int) -> None:
    import django

    django.setup()
    from firstbell.joint.early_picture import jobs
    from firstbell.joint.early_picture.models import Concern

    truth, took = _timed(lambda: _make(signals))
    print(f"{signals:,} signals, {len(truth):,} concerns written in {took:.0f} s", flush=True)
    before = time.process_time()
    tied, took = _timed(lambda: _until_done(jobs.tie_concerns))
    _said(f"{tied:,} concerns tied to households", took, A_NIGHT, "s")
    weighed, took_too = _timed(lambda: _until_done(jobs.weigh_households))
    _said(f"{weighed:,} households weighed", took_too, A_NIGHT, "s")
    _said("the whole night", took + took_too, A_NIGHT, "s")
    _said("of which the processor's", time.process_time() - before, A_NIGHT, "s")
    _show_pictures()
    rows = Concern.objects.values_list("pk", "household").order_by("pk")
    _compare(truth, dict(rows.iterator()))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")


def _until_done(job: Callable[..., int]) -> int:
    from firstbell.pure.actor import Actor
    from firstbell.pure.policy import ForcePolicy

    done = 0
    while some := job(by=Actor("job:night", "force:staffordshire"), now=NOW, policy=ForcePolicy()):
        done += some
    return done


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def _said(what: str, took: float, limit: float, unit: str) -> None:
    print(f"{what:<50} {took:8.1f} {unit:<3} {took / limit:6.0%} of {limit:,} {unit}", flush=True)


# --- what is made ---


def _make(signals: int) -> dict[int, int]:
    """Concerns of two signals each, their people and places; the household of each, as it was drawn."""
    from firstbell.joint.early_picture.models import Concern, Signal, Subject

    chance = random.Random(20261127)
    homes = [_home(chance, number) for number in range(max(1, signals // 5))]
    whose = [*([0] * 50), *(chance.randrange(len(homes)) for _ in range(signals // 2 - 50))]
    truth: dict[int, int] = {}
    for start in range(0, len(whose), BATCH):
        some = whose[start : start + BATCH]
        drawn = [_report(chance, homes[number]) for number in some]
        made = Concern.objects.bulk_create(
            [Concern(**one[0], reference=f"C-{start + place}") for place, one in enumerate(drawn)]
        )
        Subject.objects.bulk_create(
            [Subject(concern=row, **said) for row, one in zip(made, drawn, strict=True) for said in one[1]]
        )
        Signal.objects.bulk_create(
            [Signal(concern=row, **said) for row, one in zip(made, drawn, strict=True) for said in one[2]]
        )
        truth |= {row.pk: number for row, number in zip(made, some, strict=True)}
    return truth


def _home(chance: random.Random, number: int) -> dict[str, Any]:
    """A household: its door, one of 40 of its postcode, and three people of one surname."""
    surname = chance.choice(STARTS) + chance.choice(ENDS)
    street, door = divmod(number, 40)
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    unit = letters[street % 20] + letters[street // 20 % 20]
    postcode = f"ST{1 + street // 3_600} {street // 400 % 9 + 1}{unit}"
    born = [date(1980, 1, 1) + timedelta(days=chance.randrange(9_000)), *(_of_a_child(chance) for _ in range(2))]
    people = [(chance.choice(FORENAMES), surname, day, place > 0) for place, day in enumerate(born)]
    return {"lines": [f"{door + 1} {STARTS[street % 14]} Road"], "postcode": postcode, "people": people, "n": number}


def _of_a_child(chance: random.Random) -> date:
    return date(2010, 1, 1) + timedelta(days=chance.randrange(5_500))


def _report(chance: random.Random, home: dict[str, Any]) -> tuple[dict[str, Any], list[Any], list[Any]]:
    fault = chance.randrange(10)
    source_class = "public" if home["n"] == 0 else chance.choice(CLASSES)
    root = "fifty" if home["n"] == 0 else f"{chance.getrandbits(64):x}"
    concern = {
        "source_class": source_class,
        "root": root,
        "named": True,
        "language": "en",
        "address_lines": [] if fault == 1 else home["lines"],
        "postcode": "" if fault == 1 else home["postcode"],
        "raised_at": NOW,
    }
    people = [] if fault == 3 else [_named(one, fault) for one in chance.sample(home["people"], chance.choice((1, 2)))]
    return concern, people, [_signal(chance) for _ in range(2)]


def _named(person: tuple[str, str, date, bool], fault: int) -> dict[str, Any]:
    from firstbell.joint.early_picture.queries.whose import surname_form

    forename, surname, born, is_child = person
    return {
        "part": "worried_for",
        "forenames": forename[:-1] + "e" if fault == 2 else forename,
        "surname": surname,
        "surname_form": surname_form(surname),
        "date_of_birth": None if fault == 0 else born,
        "is_child": is_child,
    }


def _signal(chance: random.Random) -> dict[str, Any]:
    on = NOW.date() - timedelta(days=chance.randrange(300))
    kind = "strangulation" if chance.random() < 0.01 else chance.choice(KINDS)
    return {"kind": kind, "how": "seen", "on": on, "expires_on": on + timedelta(days=180), "text": "Seen twice."}


# --- what is measured ---


def _show_pictures() -> None:
    """Pictures of households drawn by chance, and of the one with the most concerns."""
    from django.db.models import Count

    from firstbell.joint.early_picture import queries
    from firstbell.joint.early_picture.models import Household
    from firstbell.pure.actor import Actor

    reader = Actor("hub@force.example", "force:staffordshire")
    chance = random.Random(7)
    numbers = list(Household.objects.values_list("reference", flat=True))
    took = [
        _timed(lambda one=one: queries.picture(one, seen_by=reader, now=NOW))[1] * 1_000
        for one in chance.choices(numbers, k=PICTURES)
    ]
    _said(f"a picture, 95 of {PICTURES}", quantiles(took, n=20)[-1], A_PICTURE, "ms")
    _said("the slowest of them", max(took), A_PICTURE, "ms")
    most = Household.objects.annotate(held=Count("concerns")).order_by("-held").values_list("reference", "held")[0]
    shown = _timed(lambda: queries.picture(most[0], seen_by=reader, now=NOW))[1] * 1_000
    _said(f"the household with the most concerns ({most[1]})", shown, A_PICTURE, "ms")
    line, took_list = _timed(lambda: queries.queue(seen_by=reader, now=NOW).between(0, 25))
    print(f"{'the first page of the queue':<50} {took_list * 1_000:8.1f} ms  ({len(line)} matters; no limit set)")


def _compare(truth: dict[int, int], found: dict[int, int]) -> None:
    """Pairs of concerns of one household: held together, or for a person to say; and pairs held together wrongly."""
    together, held, both = (_pairs(truth), _pairs(found), _pairs({one: (truth[one], found[one]) for one in truth}))
    print(f"pairs of one household: {both:,} of {together:,} joined without a person, {held - both:,} joined wrongly")
    print(f"questions for people: {_questions():,}")


def _pairs(groups: dict[int, Any]) -> int:
    return sum(many * (many - 1) // 2 for many in Counter(groups.values()).values())


def _questions() -> int:
    from firstbell.joint.early_picture.models import Doubt

    return Doubt.objects.count()


if __name__ == "__main__":
    main()
