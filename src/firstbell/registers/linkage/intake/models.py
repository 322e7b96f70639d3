"""A model and its report, made and kept as files; nobody is linked by it before a person has put it in force."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from firstbell.pure.matching.model import model_from
from firstbell.pure.matching.training.settings import SAMPLE, Progress, prior_of, unheard
from firstbell.registers.linkage.gateways.model_files import read_model, write_model, write_report
from firstbell.registers.linkage.intake.materials import Materials
from firstbell.registers.linkage.rules.deciding import ACCEPT_WEIGHT, LEAD, REVIEW_WEIGHT

__all__ = ["SAMPLE", "Kept", "report_model", "train_model"]

THRESHOLDS = {"accept": ACCEPT_WEIGHT, "review": REVIEW_WEIGHT, "lead": LEAD}


@dataclass(frozen=True, slots=True)
class Kept:
    """A model's file and the page of its report. ``learnt`` is m, u and bits of every level, ``held`` what was not."""

    model: Path
    page: Path
    learnt: list[tuple[str, str, float, float, float]]
    held: list[str]


def train_model(
    *, materials: Materials, on: date, seed: int, sample: int, into: Path, progress: Progress = unheard
) -> Kept:
    """Train on the materials and keep the model with its report in ``into``. Raises UnfitModel, and writes nothing,
    where what was learnt cannot be trusted; Unusable where another model of that day is there."""
    from firstbell.pure.matching.training import frozen, measures, report, train  # Splink: a second to import

    pupils, sought = materials.material.pupils, materials.material.sought
    prior = prior_of(len(pupils))
    trained = train.train(pupils, sought, materials.labels, prior=prior, seed=seed, sample=sample, progress=progress)
    document = frozen.freeze(trained, on=on, thresholds=THRESHOLDS)
    progress("measuring what it does on them")
    model = model_from(frozen.text_of(document))
    found = measures.measured(model, pupils, sought, materials.labels, accept=ACCEPT_WEIGHT)
    document |= {"measured": found}
    progress("drawing the report")
    files = report.report(document)
    kept = write_model(into, frozen.file_name(document), frozen.text_of(document))
    return Kept(kept, write_report(into / "report", files), report.learnt(document), report.held(document))


def report_model(*, path: Path, against: Path | None) -> Path:
    """Write the report of a model beside it, and what changed since another; returns its page. Raises UnfitModel for a
    file that could not be served, Unusable for one that cannot be read."""
    from firstbell.pure.matching.training import frozen, report

    document = frozen.document_of(read_model(path))
    before = frozen.document_of(read_model(against)) if against else None
    return write_report(path.parent / "report", report.report(document, before))
