"""Concerns as they come: reported by people, fed by what other parts recorded, and withdrawn where mistaken."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from firstbell.foundations.accounts.rules.organisations import PUBLIC, source_class_of
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.joint.early_picture.actions.shared import changed, locked_concern, recorded, sealed
from firstbell.joint.early_picture.models import Concern, Photograph, Signal, Subject
from firstbell.joint.early_picture.queries.fed import Fed
from firstbell.joint.early_picture.queries.sealed import (
    digest_of_code,
    root_of_informant,
    sealed_informant,
    sealed_picture,
)
from firstbell.joint.early_picture.queries.whose import surname_form
from firstbell.joint.early_picture.rules import photographs, raising
from firstbell.joint.early_picture.rules.raising import Informant, Report
from firstbell.joint.early_picture.rules.signals import expires_on
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused, is_written_out


def raise_concern(
    *,
    report: Report,
    informant: Informant | None = None,
    pictures: Sequence[bytes] = (),
    code: str = "",
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> str:
    """A professional, or somebody of the public, reports a concern; its reference.

    A professional is the informant themselves; for the public (``by`` acts for nobody) it is ``informant``, None for
    somebody who gives no name. ``pictures`` are photographs, kept without what says where they were taken. With
    ``code`` (``rules.feedback.drawn_code``) somebody of the public looks up what may be told; its digest is kept.
    """
    source_class = source_class_of(by.organisation) if by.organisation else PUBLIC
    raising.may_raise(report, source_class, london_date(now))
    kept = _stripped(pictures)
    who = Informant(contact=by.name) if by.organisation else informant or Informant()
    with transaction.atomic():
        row = _store(report, source_class, root_of_informant(who), now, policy, organisation=by.organisation)
        row.informant, row.named = sealed_informant(who, row.reference), bool(who)
        row.code_digest = digest_of_code(code, row.reference) if code else ""
        row.save()
        for number, (media_type, content) in enumerate(kept, 1):
            picture = sealed_picture(content, row.reference, number)
            Photograph.objects.create(
                concern=row, number=number, media_type=media_type, picture=picture, taken_in_at=now
            )
        recorded("raised", row.reference, sealed(by), now, signals=len(report.facts), photographs=len(kept))
    return row.reference


def feed_concern(*, fed: Fed, by: Actor, now: datetime, policy: ForcePolicy) -> str:
    """What another part recorded becomes a concern, once; its reference, the same if it was fed before."""
    with transaction.atomic():
        known = Concern.objects.filter(came_by=fed.came_by).values_list("reference", flat=True).first()
        if known is not None:
            return known
        of: dict[str, str] = {"organisation": fed.organisation, "came_by": fed.came_by}
        row = _store(fed.report, fed.source_class, fed.root, now, policy, **of)
        recorded("fed", row.reference, by, now, came_by=fed.came_by)
    return row.reference


def withdraw_signal(*, concern: str, number: int, reason: str, by: Actor, now: datetime) -> None:
    """A signal was mistaken: the picture forgets it and its words go; what was decided on it stays, as it was.

    For the hub, and for the organisation that reported it.
    """
    if not is_written_out(reason):
        raise Refused("The reason is not written out.", "Write in a sentence what was mistaken.")
    with transaction.atomic():
        row = locked_concern(concern, by)
        signal = Signal.objects.select_for_update().filter(concern=row, pk=number, withdrawn_at=None).first()
        if signal is None:
            raise NotYours("There is no such signal.", "Look at the concern.")
        signal.withdrawn_at, signal.withdrawn_why, signal.text = now, reason.strip(), ""
        signal.save()
        changed([row.household_id] if row.household_id else [], now)
        recorded("withdrawn", concern, sealed(by), now, signal=number)


def _stripped(pictures: Sequence[bytes]) -> list[tuple[str, bytes]]:
    if len(pictures) > photographs.MOST:
        raise Refused(f"{photographs.MOST} photographs are the most.", "Send those that show most.")
    return [photographs.stripped(one) for one in pictures]


def _store(report: Report, source_class: str, root: str, now: datetime, policy: ForcePolicy, **more: str) -> Concern:
    row = Concern.objects.create(
        reference=drawn_reference("C"),
        source_class=source_class,
        root=root,
        named=False,
        basis=report.basis,
        sees_linked=report.basis in policy.hub_linked_bases,
        language=report.language,
        address_lines=list(report.place.lines),
        postcode=report.place.postcode.strip().upper(),
        uprn=report.place.uprn,
        own_words=report.words.strip(),
        words_of=report.words_of if report.words.strip() else "",
        raised_at=now,
        **more,
    )
    Subject.objects.bulk_create(_subjects(row, report))
    Signal.objects.bulk_create(
        Signal(
            concern=row,
            kind=one.kind,
            how=one.how,
            on=one.on,
            expires_on=expires_on(one.kind, one.on, policy.signal_days),
            text=one.text.strip(),
        )
        for one in report.facts
    )
    return row


def _subjects(row: Concern, report: Report) -> list[Subject]:
    return [
        Subject(
            concern=row,
            part=one.part,
            forenames=one.forenames.strip(),
            surname=one.surname.strip(),
            surname_form=surname_form(one.surname),
            date_of_birth=one.date_of_birth,
            sex=one.sex,
            is_child=one.is_child,
            described=one.described.strip(),
        )
        for one in report.people
        if one
    ]
