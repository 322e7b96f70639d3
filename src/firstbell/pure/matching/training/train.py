"""Learning a model from a roll and those looked for on it, and refusing what was learnt wrongly."""

from collections.abc import Sequence
from dataclasses import dataclass

from firstbell.pure.matching.model import UnfitModel
from firstbell.pure.matching.records import Features
from firstbell.pure.matching.training.faults import faults_of
from firstbell.pure.matching.training.holding import Held, held_and_learnt
from firstbell.pure.matching.training.sessions import SESSIONS, Label, Learnt, household_rules, learn
from firstbell.pure.matching.training.settings import SAMPLE, Progress, Settings, settings_of, unheard, with_parameters
from firstbell.pure.matching.training.tables import linker_of


@dataclass(frozen=True, slots=True)
class Trained:
    """A model's ``settings`` with what they were learnt from: ``rows`` of a roll, ``sought`` children, ``pairs`` looked
    at, and ``labels``, None where there were none. ``held`` are the values that this roll could not teach."""

    settings: Settings
    held: tuple[Held, ...]
    rows: int
    sought: int
    pairs: int
    labels: int | None
    seed: int


def train(
    pupils: Sequence[Features],
    sought: Sequence[Features],
    labels: Sequence[Label] | None = None,
    *,
    prior: float,
    seed: int,
    sessions: Sequence[str] = SESSIONS,
    sample: int = SAMPLE,
    progress: Progress = unheard,
) -> Trained:
    """Learn u from pairs at random, and m from labelled pairs or by expectation maximisation in each of ``sessions``.

    The same seed gives the same settings. Raises UnfitModel, a line a fault, before learning where a session is blocked
    on the household, and after it where a level was not trained or shows that brothers and sisters were learnt as one.
    """
    _refuse_nothing(pupils, sought, labels)
    _refuse_households(sessions)
    progress(f"preparing {len(sought):,} children and {len(pupils):,} lines of a roll")
    linker, tables = linker_of(sought, pupils, settings_of(prior))
    progress("learning by Splink")
    learnt = learn(linker, tables, labels, sessions, sample, seed)
    settings, held = fitted(learnt, len(pupils), prior)
    return Trained(settings, held, len(pupils), len(sought), learnt.pairs, len(labels) if labels else None, seed)


def _refuse_nothing(pupils: Sequence[Features], sought: Sequence[Features], labels: Sequence[Label] | None) -> None:
    if not pupils:
        raise UnfitModel("roll: there is no line of a roll to learn from; take in or name a roll")
    if not sought:
        raise UnfitModel("incidents: there is no child to learn from; take in or name incidents with children")
    if labels is not None and not any(one for _, _, one in labels):
        raise UnfitModel("labels: not one pair that is one child can be used; check their references and UPNs")


def _refuse_households(sessions: Sequence[str]) -> None:
    faults = [
        f"session {rule!r}: it is blocked on the household, where brothers and sisters would be learnt as one child; "
        "block on names or on the day of birth"
        for rule in household_rules(sessions)
    ]
    if faults:
        raise UnfitModel("\n".join(faults))


def fitted(learnt: Learnt, rows: int, prior: float) -> tuple[Settings, tuple[Held, ...]]:
    """The settings that were learnt, with what could not be held at the shipped model's values. Raises UnfitModel."""
    m, u, held = held_and_learnt(learnt.estimates, rows)
    settings = with_parameters(settings_of(prior), m, u)
    faults = faults_of(learnt, settings)
    if faults:
        raise UnfitModel("\n".join(faults))
    return settings, held
