"""Which second model is asked: one in shadow, and one that a person has switched on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.registers.linkage.models import LearntModel
from firstbell.registers.linkage.rules.shadowing import OFF, ON, SHADOW, refuse_switch


def begin_shadow(*, document: Mapping[str, Any], by: Actor, now: datetime) -> None:
    """Have a model that was learnt run beside the answers, counted and not used. The one in shadow before it ends."""
    with transaction.atomic():
        if LearntModel.objects.filter(digest=document["digest"]).exists():
            return
        LearntModel.objects.filter(state=SHADOW).update(state=OFF)
        row = LearntModel(
            digest=document["digest"], model_name=document["name"], learnt=document, state=SHADOW, learnt_at=now
        )
        row.save()
        _record("model.in_shadow", row, by=by, now=now)


def switch_on(*, digest: str, reason: str, by: Actor, now: datetime) -> None:
    """Let a model answer, once it has run in shadow. The one that was on before ends."""
    with transaction.atomic():
        rows = {row.digest: row for row in LearntModel.objects.select_for_update().order_by("pk")}
        row = rows.get(digest)
        if row is None:
            raise Refused("This model has never run in shadow here.", "Learn it with `firstbell linkage learn`.")
        refuse_switch(row.state, row.agreed + row.would_link + row.would_ask + row.another_pupil, by.name, reason)
        LearntModel.objects.filter(state=ON).update(state=OFF)
        _switch(row, ON, reason, by, now)


def switch_off(*, reason: str, by: Actor, now: datetime) -> None:
    """Let the rules alone answer again."""
    with transaction.atomic():
        row = LearntModel.objects.select_for_update().filter(state=ON).first()
        if row is None:
            raise Refused("No second model is switched on.", "There is nothing to switch off.")
        if not reason.strip():
            raise Refused("No reason was given.", "Say why; others will read it.")
        _switch(row, OFF, reason, by, now)


def _switch(row: LearntModel, state: str, reason: str, by: Actor, now: datetime) -> None:
    row.state, row.reason, row.switched_by, row.switched_at = state, reason, by.name, now
    row.save()
    _record(f"model.switched_{state}", row, by=by, now=now)


def _record(action: str, row: LearntModel, *, by: Actor, now: datetime) -> None:
    audit.record(by=by, now=now, action=action, subject=row.model_name, details={"digest": row.digest})
