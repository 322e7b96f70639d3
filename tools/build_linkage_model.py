"""Make the model that ships: learnt on an invented force, whose every child is known, and held where that cannot teach.

    .venv/bin/python tools/build_linkage_model.py --on 2026-11-26

The force is the benchmark's for training, never the one on which figures are measured. The prior is that of a force's
rolls, so that a weight means the same on a roll of three.
"""

import argparse
from datetime import date
from pathlib import Path

from benchmarks.linkage.force import TRAINING, force
from firstbell.pure.matching.records import features_of_pupil, features_of_sought
from firstbell.pure.matching.training.frozen import freeze, text_of
from firstbell.pure.matching.training.settings import prior_of
from firstbell.pure.matching.training.train import train
from firstbell.registers.linkage.rules.deciding import ACCEPT_WEIGHT, LEAD, REVIEW_WEIGHT

SHIPPED = Path(__file__).parents[1] / "src/firstbell/pure/matching/model.json"
A_FORCE = 170_000
SEED, PUPILS, CHILDREN = 11, 120_000, 14_000


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--on", type=date.fromisoformat, required=True, help="the day that names the model")
    invented = force(SEED, PUPILS, CHILDREN, TRAINING)
    pupils = [features_of_pupil(pupil) for pupil in invented.roll]
    sought = [features_of_sought(case.child) for case in invented.cases]
    labels = [(place, case.truth, True) for place, case in enumerate(invented.cases) if case.truth is not None]
    trained = train(pupils, sought, labels, prior=prior_of(A_FORCE), seed=SEED, progress=print)
    thresholds = {"accept": ACCEPT_WEIGHT, "review": REVIEW_WEIGHT, "lead": LEAD}
    document = freeze(trained, on=asked.parse_args().on, thresholds=thresholds)
    document["about"].append(
        "Learnt on an invented force (benchmarks/linkage, the population for training), not on any real child."
    )
    SHIPPED.write_text(text_of(document), encoding="utf-8")


if __name__ == "__main__":
    main()
