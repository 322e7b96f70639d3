"""The second models that were learnt here, and which is asked."""

import json

from firstbell.pure.matching.model import UnfitModel
from firstbell.pure.matching.second import second_model_from
from firstbell.registers.linkage.models import LearntModel
from firstbell.registers.linkage.rules.shadowing import ON, SHADOW, Measured, SecondModelState, ShadowCounts
from firstbell.registers.linkage.rules.traits import Learnt

__all__ = ["Measured", "ShadowCounts", "asked_and_in_shadow", "second_models"]


def asked_and_in_shadow() -> tuple[Learnt | None, Learnt | None]:
    """The model that a person let answer, and the one that is only counted. None also for one that no longer fits this
    release: then the rules answer."""
    asked = {row.state: _read(row) for row in LearntModel.objects.filter(state__in=(ON, SHADOW))}
    return asked.get(ON), asked.get(SHADOW)


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
