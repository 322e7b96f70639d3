"""What is said of items: proposed by one officer, confirmed or sent back by another, and what they settled given."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from firstbell.foundations.subject_access.actions.shared import locked_request, recorded
from firstbell.foundations.subject_access.models import Bundle, Decision, Request
from firstbell.foundations.subject_access.queries.sealed import digest_of_value, digests, sealed_content
from firstbell.foundations.subject_access.rules import bundles, deciding
from firstbell.foundations.subject_access.rules.deciding import Choice, Decided
from firstbell.foundations.subject_access.rules.items import RELEASE, Item
from firstbell.foundations.subject_access.rules.requests import RELEASED, THEMSELVES
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused, is_written_out


def propose_decisions(
    *, reference: str, choices: Sequence[Choice], items: Collection[Item], flags: int = 0, by: Actor, now: datetime
) -> None:
    """What this officer says of items, in place of what was said of them before. ``items`` are those found now.

    Refused while the request is flagged (``flags``) and no supervisor let it go on, and for what never leaves.
    """
    found = {item.key: item for item in items}
    with transaction.atomic():
        row = locked_request(reference, by)
        _must_be_allowed(row, flags)
        for choice in choices:
            deciding.check_choice(choice, found.get(choice.key), asks_for_themselves=row.asker == THEMSELVES)
        for choice in choices:
            _propose(row, choice, found[choice.key], by, now)
        released = sum(one.decision == RELEASE for one in choices)
        recorded("proposed", reference, by, now, release=released, withhold=len(choices) - released)


def confirm_decisions(
    *, reference: str, keys: Collection[str], items: Collection[Item], by: Actor, now: datetime
) -> None:
    """A second officer agrees to what was proposed of these items. Refused to whoever proposed any of them."""
    now_said = digests(items)
    with transaction.atomic():
        row = locked_request(reference, by)
        said = _said(row)
        for key in keys:
            deciding.may_confirm(said.get(key), now_said.get(key, ""), by.name)
        row.decisions.filter(item_key__in=keys).update(confirmed_by=by.name, confirmed_at=now)
        recorded("confirmed", reference, by, now, items=len(keys))


def send_back(
    *, reference: str, keys: Collection[str], why: str, items: Collection[Item], by: Actor, now: datetime
) -> None:
    """A second officer does not agree, and says why: it is proposed again."""
    if not is_written_out(why):
        raise Refused("It is not said why.", "Write in a sentence what should be proposed instead.")
    now_said = digests(items)
    with transaction.atomic():
        row = locked_request(reference, by)
        said = _said(row)
        for key in keys:
            deciding.may_confirm(said.get(key), now_said.get(key, ""), by.name)
        row.decisions.filter(item_key__in=keys).update(sent_back_by=by.name, sent_back_why=why.strip())
        recorded("sent_back", reference, by, now, why.strip(), items=len(keys))


def release_bundle(
    *,
    reference: str,
    items: Sequence[Item],
    opened: Mapping[str, str],
    flags: int = 0,
    by: Actor,
    now: datetime,
) -> str:
    """Freeze what two people release, end the request, and the digest of the bundle.

    ``items`` are all that are found now, ``opened`` the texts of those that lie sealed and leave, by key. Refused while
    one that can leave is not settled, or has changed since it was.
    """
    with transaction.atomic():
        row = locked_request(reference, by)
        _must_be_allowed(row, flags)
        said = _said(row)
        deciding.may_release(_states(row, items, said), searched=row.searched_at is not None)
        themselves = row.asker == THEMSELVES
        leaving = deciding.leaving(items, said, digests(items), asks_for_themselves=themselves)
        content = bundles.written(bundles.lines_of(_opened(one, opened) for one in leaving))
        made = Bundle.objects.create(
            request=row,
            content=sealed_content(content, reference),
            digest=bundles.digest_of(content),
            items=len(leaving),
            released_by=by.name,
            released_at=now,
        )
        row.status, row.answered_by, row.answered_at = RELEASED, by.name, now
        row.save()
        recorded("released", reference, by, now, items=made.items, digest=made.digest)
    return made.digest


def open_bundle(*, reference: str, how: str, by: Actor, now: datetime) -> None:
    """Note that somebody reads or takes (``how``: page, json, csv) what was released."""
    with transaction.atomic():
        rows = Bundle.objects.filter(request__reference=reference, request__organisation=by.organisation)
        if not rows.exists():
            raise NotYours(f"Nothing was released for {reference}.", "Look at how the request stands.")
        recorded("bundle_read", reference, by, now, how=how)


def open_request(*, reference: str, part: str, by: Actor, now: datetime) -> None:
    """Note that somebody reads a request (``part`` is what was found in one of the house, "" the request itself)."""
    with transaction.atomic():
        if not Request.objects.filter(reference=reference, organisation=by.organisation).exists():
            raise NotYours(f"There is no request {reference}.", "Look at the reference.")
        recorded("read", reference, by, now, part=part)


def _must_be_allowed(row: Request, flags: int) -> None:
    if flags and row.allowed_at is None:
        raise Refused("This request is flagged.", "A supervisor says first whether it goes on.")


def _propose(row: Request, choice: Choice, item: Item, by: Actor, now: datetime) -> None:
    said = {
        "digest": digest_of_value(item.value),
        "decision": choice.decision,
        "ground": choice.ground,
        "proposed_by": by.name,
        "proposed_at": now,
        "confirmed_by": "",
        "confirmed_at": None,
        "sent_back_by": "",
        "sent_back_why": "",
    }
    Decision.objects.update_or_create(request=row, item_key=choice.key, defaults=said)


def _said(row: Request) -> dict[str, Decided]:
    columns = ("item_key", "digest", "decision", "ground", "proposed_by", "confirmed_by", "sent_back_why")
    return {one[0]: Decided(*one) for one in row.decisions.values_list(*columns)}


def _states(row: Request, items: Sequence[Item], said: Mapping[str, Decided]) -> list[str]:
    themselves = row.asker == THEMSELVES
    return [
        deciding.state(item, digest_of_value(item.value), said.get(item.key), asks_for_themselves=themselves)
        for item in items
    ]


def _opened(item: Item, opened: Mapping[str, str]) -> Item:
    """As it is read. KeyError for a sealed one that nobody opened."""
    return Item(item.key, item.of, opened[item.key], item.told) if item.told.sealed else item
