"""Cells from one version of the homes to the next: whole cells stay together whatever is built or pulled down."""

from pathlib import Path

import pytest

from firstbell.pure.outlines import GRID, GROWN
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.premises import jobs as premises
from firstbell.registers.premises.intake import take_in_homes
from firstbell.responses.cocoon import actions, queries
from firstbell.responses.cocoon.models import Cell, CellHome
from world import cocoon
from world.cocoon import NOW, POLICY, actor, uprn_of
from world.homes import Row, block, street, written

pytestmark = pytest.mark.django_db
BY = actor("cocoon_supervisor")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def again(folder: Path, rows: list[Row]) -> int:
    """The same town with other homes, and the next version of its cells."""
    take_in_homes(path=written(folder / "later.csv", rows), by=BY, now=NOW, shrink_agreed_by="Cass")
    while premises.work_out_hearing(by=BY, now=NOW, policy=POLICY):
        pass
    return actions.make_partition(by=BY, now=NOW)


def far(rows: list[Row], north: int) -> list[Row]:
    return [row | {"Y_COORDINATE": str(float(row["Y_COORDINATE"]) + north)} for row in rows]


def uprns(code: str, *, number: int) -> set[int]:
    """Homes that stand in a cell of a version."""
    rows = CellHome.objects.filter(cell__code=code, cell__partition__number=number, halo=False)
    return set(rows.values_list("uprn", flat=True))


def sizes() -> list[int]:
    return [cell.doors for cell in queries.cell_map(NOW)]


def test_a_street_of_three_houses_is_refused_and_told_what_else_can_be_done(folder: Path) -> None:
    alone = street(uprn_of(90, 0), 3, USRN="38919999", STREET="Lonely Lane", POSTCODE="ST16 9ZZ")
    cocoon.settle(folder, cocoon.terraces(4, 12) + far(alone, 9_000))
    now = queries.partition_now()
    assert now is not None
    assert (now.cells, now.smallest, now.homes) == (4, 12, 48)
    (refusal,) = now.refused
    assert refusal.homes == 3
    assert refusal.reason == "too far apart"
    assert "a letter to every home" in refusal.alternatives


def test_a_tower_of_two_hundred_flats_is_cells_of_its_own(folder: Path) -> None:
    cocoon.settle(folder, block(uprn_of(80, 0), 200, floors=20))
    assert sum(sizes()) == 200
    assert min(sizes()) >= 12
    assert max(sizes()) <= 48


def test_a_map_shows_rings_around_every_home_and_no_home(folder: Path) -> None:
    cocoon.settle(folder, cocoon.terraces(4, 12))
    for cell in queries.cell_map(NOW):
        east, north = zip(*cell.outline, strict=True)
        assert max(east) - min(east) == pytest.approx(11 * 5 + 2 * GROWN, abs=GRID)
        assert max(north) - min(north) == pytest.approx(2 * GROWN, abs=GRID)


def test_nothing_new_makes_the_same_cells_again(folder: Path) -> None:
    cocoon.settle(folder, cocoon.terraces(4, 12))
    before = [uprns(code, number=1) for code in cocoon.cells()]
    assert actions.make_partition(by=BY, now=NOW) == 2
    assert [uprns(code, number=2) for code in cocoon.cells()] == before
    now = queries.partition_now()
    assert now is not None
    assert now.number == 2


def test_a_cell_that_loses_homes_goes_up_whole_in_the_next_one(folder: Path) -> None:
    """Five of twelve pulled down: the seven that stand and the twelve next door are one cell from now on."""
    cocoon.settle(folder, cocoon.terraces(4, 12))
    older = {code: uprns(code, number=1) for code in cocoon.cells()}
    gone = {uprn_of(1, house) for house in range(5)}
    again(folder, [row for row in cocoon.terraces(4, 12) if int(row["UPRN"]) not in gone])
    assert sorted(sizes()) == [12, 12, 19]
    newer = [uprns(code, number=2) for code in cocoon.cells()]
    for homes in older.values():
        assert [homes - gone <= cell for cell in newer].count(True) == 1, "no cell is torn"
    assert {code: uprns(code, number=1) for code in older} == older, "the older version is as it was"
    worn = next(code for code, homes in older.items() if gone <= homes)
    went = Cell.objects.get(partition__number=1, code=worn).merged_into
    assert went is not None
    assert (went.partition.number, went.doors) == (2, 19)


def test_a_street_that_is_gone_whole_is_in_no_version_any_more(folder: Path) -> None:
    cocoon.settle(folder, cocoon.terraces(4, 12))
    again(folder, cocoon.terraces(3, 12))
    assert sizes() == [12, 12, 12]
    assert Cell.objects.filter(partition__number=1, merged_into=None).count() == 1


def test_homes_that_come_back_are_where_they_were(folder: Path) -> None:
    cocoon.settle(folder, cocoon.terraces(4, 12))
    before = [uprns(code, number=1) for code in cocoon.cells()]
    again(folder, [row for row in cocoon.terraces(4, 12) if row["UPRN"] != str(uprn_of(3, 0))] + far(
        street(uprn_of(70, 0), 12, USRN="38917000", STREET="New Road", POSTCODE="ST16 7ZZ"), 500))  # fmt: skip
    assert again(folder, cocoon.terraces(4, 12)) == 3
    assert all(any(homes <= uprns(code, number=3) for code in cocoon.cells()) for homes in before)


def test_a_new_estate_has_cells_of_its_own_and_three_new_houses_join_their_street(folder: Path) -> None:
    cocoon.settle(folder, cocoon.terraces(4, 12))
    before = {code: uprns(code, number=1) for code in cocoon.cells()}
    estate = far(street(uprn_of(60, 0), 30, USRN="38916000", STREET="Estate Way", POSTCODE="ST16 6ZZ"), 2_000)
    again(folder, cocoon.terraces(4, 12) + cocoon.terraces(4, 15)[3 * 15 + 12 :] + estate)
    assert sum(sizes()) == 48 + 3 + 30
    changed = {code: homes for code, homes in before.items() if uprns(code, number=2) != homes}
    assert len(changed) == 1
    assert all(homes < uprns(code, number=2) for code, homes in changed.items())
    assert min(sizes()) >= 12


def test_a_campaign_goes_on_with_the_cells_it_was_drawn_with(folder: Path) -> None:
    """Nobody who watches learns of a demolition from the plan; the pair is told that a home is gone."""
    cocoon.settle(folder, cocoon.terraces(4, 12))
    campaign = cocoon.started(mode="programme", control_share=0.0)
    draft = cocoon.planned(mode="programme")
    shown = queries.campaign(campaign, NOW)
    gone = {uprn_of(1, house) for house in range(5)}
    again(folder, [row for row in cocoon.terraces(4, 12) if int(row["UPRN"]) not in gone])
    assert queries.campaign(campaign, NOW) == shown
    assert all(len(queries.visit_pack(campaign, slot.cell).doors) == 12 for slot in shown.slots)
    with pytest.raises(Refused, match="have changed since"):
        actions.draw_campaign(reference=draft, by=actor("planner"), now=NOW)


def test_without_homes_or_cells_it_says_so(folder: Path) -> None:
    with pytest.raises(Refused, match="There are no homes"):
        actions.make_partition(by=BY, now=NOW)
    with pytest.raises(NotYours, match="no cells yet"):
        cocoon.planned(cells=["C-00001"], mode="programme")
    assert (queries.partition_now(), queries.cell_map(NOW)) == (None, ())
