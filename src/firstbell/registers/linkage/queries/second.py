"""The second models that were learnt here, and which is asked."""

import json

from firstbell.pure.matching.model import UnfitModel
from firstbell.pure.matching.second import second_model_from
from firstbell.registers.linkage.models import LearntModel
from firstbell.registers.linkage.rules.shadowing import ON, SHADOW, Measured, SecondModelState, ShadowCounts
from firstbell.registers.linkage.rules.traits import Learnt

__all__ = ["Measured", "ShadowCounts", "second_in_shadow", "second_models", "second_switched_on"]


def second_switched_on() -> Learnt | None:
    """The model that a person let answer. None also where it no longer fits this release: then the rules answer."""
    return _in_state(ON)


def second_in_shadow() -> Learnt | None:
    return _in_state(SHADOW)


def _in_state(state: str) -> Learnt | None:
    row = LearntModel.objects.filter(state=state).first()
    return _read(row) if row else None


def _read(row: LearntModel) -> Learnt | None:
    try:
        return Learnt(second_model_from(json.dumps(row.learnt)))
    except UnfitModel:
        return None


def second_models() -> list[SecondModelState]:
    """Every model learnt here, the latest first."""
    return [
        SecondModelState(
            row.model_name,
            row.digest,
            row.state,
            ShadowCounts(row.agreed, row.would_link, row.would_ask, row.another_pupil),
            row.learnt["measured"],
            _read(row) is not None,
        )
        for row in LearntModel.objects.order_by("-learnt_at", "-pk")
    ]
