"""Making cells of the homes in force. A version never changes; the next one keeps or joins whole cells of the last."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from firstbell.foundations.audit import actions as audit
from firstbell.pure import partition as cutting
from firstbell.pure.actor import Actor
from firstbell.pure.outlines import outline
from firstbell.pure.partition import Hearing, Homes, Rule, walk_order
from firstbell.pure.refusal import Refused
from firstbell.registers.premises import queries as premises
from firstbell.registers.premises.queries import HomesAsArrays
from firstbell.responses.cocoon.models import Cell, CellHome, Partition, RefusedHomes

BATCH = 5_000
FLATS = 1_000
Ints = NDArray[np.int64]
Went = tuple[tuple[int, ...], ...]


def make_partition(
    *,
    k: int = 12,
    plausible: int = 8,
    mu: float = 0.005,
    longest_walk: float = 1000.0,
    by: Actor,
    now: datetime,
) -> int:
    """Cells of every home in force, as the next version; its number. Refused where there are no homes.

    The first version is cut anew. A later one only merges whole cells of the last and adds homes that are new, and is
    refused where it and the last would have fewer than ``k`` homes in common.
    """
    rule = Rule(k=k, plausible=plausible, mu=mu, longest_walk=longest_walk)
    homes, hearing = in_walking_order(premises.homes_for_partition())
    with transaction.atomic():
        last = Partition.objects.select_for_update().filter(in_force=True).first()
        older = list(last.cells.order_by("code")) if last else []
        made, went = _cut(older, homes, hearing, rule)
        terms = {"k": k, "plausible": plausible, "mu": mu, "longest_walk": longest_walk}
        terms |= _worth(cutting.cover(homes, hearing, made))
        row = Partition.objects.create(number=last.number + 1 if last else 1, made_at=now, **terms)
        cells = _store(row, homes, made)
        if last:
            _lead_on(last, older, cells, went)
        details = {"homes": len(homes), "cells": len(cells), "refused": sum(len(one.homes) for one in made.refused)}
        audit.record(by=by, now=now, action="cocoon.partition_made", subject=f"cocoon:{row.number}", details=details)
    return row.number


def _worth(cover: cutting.Cover) -> dict[str, float]:
    return {
        "cover": cover.audible,
        "cover_with_halo": cover.audible_with_halo,
        "walls_covered": cover.party_walls,
    }


def _cut(older: list[Cell], homes: Homes, hearing: Hearing, rule: Rule) -> tuple[cutting.Partition, Went]:
    """The cells, and for each of them the places in ``older`` of those that went up in it."""
    if not older:
        return cutting.partition(homes, hearing, rule), ()
    known = _homes_of(older)
    following = cutting.follow(known, homes, hearing, rule)
    newer = [homes.uprn[places] for places in following.partition.cells]
    cutting.refuse_crossing(known, newer, homes.uprn, rule.k)
    return following.partition, following.merged


def _homes_of(cells: list[Cell]) -> list[list[int]]:
    """The UPRNs of each cell, without its halo."""
    at = {cell.pk: number for number, cell in enumerate(cells)}
    found: list[list[int]] = [[] for _ in cells]
    rows = CellHome.objects.filter(cell__in=cells, halo=False).values_list("cell_id", "uprn")
    for cell, uprn in rows.iterator(chunk_size=BATCH):
        found[at[cell]].append(uprn)
    return found


def _lead_on(last: Partition, older: list[Cell], cells: list[Cell], went: Went) -> None:
    """The last version is no longer in force, and each of its cells says where it went."""
    Partition.objects.filter(pk=last.pk).update(in_force=False)
    for cell, places in zip(cells, went, strict=True):
        for place in places:
            older[place].merged_into = cell
    Cell.objects.bulk_update(older, ["merged_into"], batch_size=BATCH)


def in_walking_order(known: HomesAsArrays) -> tuple[Homes, Hearing]:
    """The homes as an officer walks past them, and who hears whom by their places on that walk."""
    if not len(known.uprn):
        raise Refused("There are no homes.", "Take in a file of homes first.")
    order = walk_order(
        uprn=known.uprn,
        street=known.street,
        easting=known.easting,
        northing=known.northing,
        number=known.number,
        landing=known.landing * FLATS + known.flat,
    )
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    homes = Homes(
        known.uprn[order], known.street[order], known.easting[order], known.northing[order], known.plausible[order]
    )
    return homes, Hearing(place[known.first], place[known.second], known.how)


def _store(row: Partition, homes: Homes, made: cutting.Partition) -> list[Cell]:
    cells = [
        Cell(
            partition=row,
            code=f"C-{n:05}",
            doors=len(inside),
            halo=len(around),
            outline=outline(_points(homes, inside)),
        )
        for n, (inside, around) in enumerate(zip(made.cells, made.halo, strict=True), 1)
    ]
    Cell.objects.bulk_create(cells, batch_size=BATCH)
    rows = _homes(cells, homes, made)
    while some := list(islice(rows, BATCH)):
        CellHome.objects.bulk_create(some)
    RefusedHomes.objects.bulk_create(
        RefusedHomes(partition=row, reason=one.reason, homes=len(one.homes), alternatives="; ".join(one.alternatives))
        for one in made.refused
    )
    return cells


def _points(homes: Homes, places: Ints) -> Sequence[tuple[float, float]]:
    return list(zip(homes.easting[places].tolist(), homes.northing[places].tolist(), strict=True))


def _homes(cells: Sequence[Cell], homes: Homes, made: cutting.Partition) -> Iterator[CellHome]:
    for cell, inside, around in zip(cells, made.cells, made.halo, strict=True):
        for position, place in enumerate(np.concatenate((inside, around)).tolist()):
            yield CellHome(cell=cell, uprn=int(homes.uprn[place]), position=position, halo=position >= len(inside))
