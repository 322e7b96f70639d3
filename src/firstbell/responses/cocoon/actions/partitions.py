"""Making cells of the homes in force. A version never changes; the next one keeps or joins whole cells of the last."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.outlines import outline
from firstbell.pure.partition import Hearing, Homes, Rule, partition
from firstbell.pure.partition.walking import walk_order
from firstbell.pure.refusal import Refused
from firstbell.registers.premises import queries as premises
from firstbell.registers.premises.queries import HomesAsArrays
from firstbell.responses.cocoon.models import Cell, CellHome, Partition, RefusedHomes

BATCH = 5_000
FLATS = 1_000
Ints = NDArray[np.int64]


def make_partition(
    *,
    k: int = 12,
    plausible: int = 8,
    mu: float = 0.005,
    longest_walk: float = 1000.0,
    by: Actor,
    now: datetime,
) -> int:
    """Cells of every home in force, as the next version; its number. Refused where there are no homes."""
    rule = Rule(k=k, plausible=plausible, mu=mu, longest_walk=longest_walk)
    homes, hearing = in_walking_order(premises.homes_for_partition())
    made = partition(homes, hearing, rule)
    with transaction.atomic():
        last = Partition.objects.select_for_update().filter(in_force=True).first()
        number = last.number + 1 if last else 1
        row = Partition.objects.create(
            number=number, made_at=now, k=k, plausible=plausible, mu=mu, longest_walk=longest_walk
        )
        _store(row, homes, made)
        details = {"homes": len(homes), "cells": len(made.cells)}
        audit.record(by=by, now=now, action="cocoon.partition_made", subject=f"cocoon:{number}", details=details)
    return number


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


def _store(row: Partition, homes: Homes, made: object) -> None:
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
    members = _members(cells, homes, made)
    while some := list(islice(members, BATCH)):
        CellHome.objects.bulk_create(some)


def _points(homes: Homes, places: Ints) -> Sequence[tuple[float, float]]:
    return list(zip(homes.easting[places].tolist(), homes.northing[places].tolist(), strict=True))


def _members(cells: Sequence[Cell], homes: Homes, made: object) -> Iterator[CellHome]:
    for cell, inside, around in zip(cells, made.cells, made.halo, strict=True):
        uprns = homes.uprn[np.concatenate((inside, around)).astype(np.int64)].tolist()
        for position, uprn in enumerate(uprns):
            yield CellHome(cell=cell, uprn=uprn, position=position, halo=position >= len(inside))
