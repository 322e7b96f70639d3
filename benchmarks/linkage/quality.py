"""How well each method finds children on a roll: every peer in one run, on the same children, in one table.

    .venv/bin/python -m benchmarks.linkage.quality                          everything, 170,000 pupils, 20,000 children
    .venv/bin/python -m benchmarks.linkage.quality --pupils 20000 --children 2500 --data uk
    .venv/bin/python -m benchmarks.linkage.quality --peers exact,splink_default --data febrl4,pseudopeople

It needs the extra ``benchmarks``.
"""

import argparse
import logging
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from benchmarks.linkage import by_hand, judging, other_data, ours, peers, peers_splink, tasks
from benchmarks.linkage.force import CHILDREN, PUPILS, Case, Force
from benchmarks.linkage.judging import Found
from benchmarks.linkage.tasks import Task
from firstbell.registers.schools.rules import Pupil

Link = Callable[[Sequence[Pupil], Sequence[Case], Force | None], Sequence[tuple[object, ...]]]


class Method(NamedTuple):
    """``link`` gives ``(row or None, score)``, or with a third word an outcome, for each case. It learns from
    ``nothing``, from ``labels`` of the same roll, or from a ``training`` force."""

    name: str
    link: Link
    learns: str = "nothing"


METHODS: list[Method] = [
    Method("exact", by_hand.exact),
    Method("rapidfuzz_ratio", peers.rapidfuzz_ratio),
    Method("recordlinkage_ecm", peers.recordlinkage_ecm),
    Method("recordlinkage_logistic", peers.recordlinkage_logistic, "labels"),
    Method("splink_household", peers_splink.splink_household),
    Method("splink_default", peers_splink.splink_default),
    Method("splink_tuned", peers_splink.splink_tuned, "labels"),
    Method("firstbell_in_front", ours.in_front),
    Method("firstbell_by_weight", ours.by_weight),
    Method("firstbell_as_shipped", ours.as_shipped),
]

HEADINGS = (
    "method", "P / R at best F1", "R@.999", "R@.99", "automatic recall (95 %)", "precision (95 %)",
    "wrong / links", "review for .94", "seconds",
)  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pupils", type=int, default=PUPILS)
    asked.add_argument("--children", type=int, default=CHILDREN)
    asked.add_argument("--peers", default=",".join(method.name for method in METHODS))
    asked.add_argument("--data", default="uk,febrl4,pseudopeople")
    wanted = asked.parse_args()
    warnings.filterwarnings("ignore", module="recordlinkage|sklearn|pseudopeople")
    logging.getLogger("splink").setLevel(logging.ERROR)
    names = set(wanted.peers.split(","))
    if unknown := names - {method.name for method in METHODS}:
        asked.error(f"no such method: {', '.join(sorted(unknown))}")
    for name in wanted.data.split(","):
        report(_task(name, wanted.pupils, wanted.children), [method for method in METHODS if method.name in names])


def _task(name: str, pupils: int, children: int) -> Task:
    progress(f"{name}: making or reading")
    if name == "uk":
        return tasks.uk(pupils, children)
    return tasks.with_a_fifth_labelled(
        name, {"febrl4": other_data.febrl4, "pseudopeople": other_data.pseudopeople}[name]()
    )


def report(task: Task, methods: Iterable[Method]) -> None:
    """One heading, one table; each row as soon as it is known."""
    able = judging.on_roll(task.truths)
    print(
        f"\n### {task.name}: {len(task.judged.roll):,} on the roll, {len(task.truths):,} looked for, {able:,} on it\n"
    )
    progress("what blocking lets through")
    reached = judging.ceiling(peers.candidates(task.judged.roll, task.judged.cases), task.truths)
    print(f"Of these {able:,}, the peers' blocking rules leave {reached:.3f} within reach.\n")
    print(f"| {' | '.join(HEADINGS)} |\n|{' --- |' * len(HEADINGS)}")
    for method in methods:
        progress(method.name)
        print(f"| {' | '.join(row(task, method))} |", flush=True)


def row(task: Task, method: Method) -> list[str]:
    began = time.perf_counter()
    # Each peer learns from what it takes, and says so in ``learns`` and not in its type.
    learn: Any = {"nothing": None, "labels": task.labelled, "training": task.training}[method.learns]
    found = [Found(*said) for said in method.link(task.judged.roll, task.judged.cases, learn)]
    seconds = time.perf_counter() - began
    return [method.name, *measures(found, task), f"{seconds:.1f}"]


def measures(found: Sequence[Found], task: Task) -> list[str]:
    truths = task.truths
    precision, recall = judging.best_f1(found, truths)
    decided = judging.three_way(found, truths, judging.held_out(found, truths, task.halves))
    review = decided.review_share
    return [
        f"{precision:.3f} / {recall:.3f}",
        f"{judging.recall_at(found, truths):.3f}",
        f"{judging.recall_at(found, truths, 0.99):.3f}",
        f"{decided.recall:.3f} ({_spread(judging.wilson(decided.right, decided.able), 3)})",
        _precision(decided),
        f"{decided.wrong} / {decided.links:,}",
        "not reachable" if review is None else f"{review:.1%}",
    ]


def _precision(decided: judging.Outcome) -> str:
    if not decided.links:
        return "no link is sure enough"
    return f"{decided.precision:.4f} ({_spread(judging.clopper_pearson(decided.right, decided.links), 4)})"


def _spread(interval: judging.Interval, places: int) -> str:
    return f"{interval.low:.{places}f} to {interval.high:.{places}f}"


def progress(what: str) -> None:
    """To standard error, so that the table stays clean."""
    print(f"[{time.strftime('%H:%M:%S')}] {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
