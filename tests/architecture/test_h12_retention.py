"""H12: what is destroyed goes whole, table by table: a new table that leads to it is in the list, and in its place."""

from typing import Any

import pytest

from architecture.checks.fields import leading_to, ours, out_of_order
from architecture.checks.source import told
from firstbell.foundations.subject_access import models as requests
from firstbell.foundations.subject_access.queries.requests import OF_A_REQUEST
from firstbell.joint.early_picture import models as picture
from firstbell.joint.early_picture.queries.forgetting import OF_A_HOUSEHOLD
from firstbell.joint.intensification.queries.forgetting import OF_AN_INCIDENT as OF_LISTS
from firstbell.registers.incidents import models as incidents
from firstbell.registers.incidents import queries as of_incidents
from firstbell.registers.linkage.queries.forgetting import OF_AN_INCIDENT as OF_LINKS
from firstbell.registers.people import models as people
from firstbell.registers.people.queries import OF_A_MENTION
from firstbell.responses.case_progress import models as cases
from firstbell.responses.case_progress.queries.forgetting import OF_AN_INCIDENT as OF_CASES
from firstbell.responses.encompass.queries.forgetting import OF_AN_INCIDENT as OF_NOTICES
from firstbell.responses.programme import models as programme
from firstbell.responses.programme.queries.forgetting import OF_A_PARTICIPANT
from firstbell.responses.support import models as support
from firstbell.responses.support.queries.forgetting import OF_A_CLIENT

EMPTIED: dict[Any, list[Any]] = {
    incidents.Incident: [
        table
        for tables in (OF_LISTS, OF_CASES, OF_NOTICES, OF_LINKS, of_incidents.OF_AN_INCIDENT)
        for table, _ in tables
    ],
    people.Mention: [table for table, _ in OF_A_MENTION],
    support.Client: [table for table, _ in OF_A_CLIENT],
    programme.Participant: [table for table, _ in OF_A_PARTICIPANT],
    picture.Household: [table for table, _ in OF_A_HOUSEHOLD],
    requests.Request: [*OF_A_REQUEST, requests.Request],
}
"""What goes with a thing, by the table that it is a row of, in the order in which it goes."""


@pytest.mark.parametrize("root", EMPTIED, ids=lambda root: str(root._meta.label))
def test_everything_that_leads_to_a_thing_goes_with_it(root: Any) -> None:
    assert {model._meta.label for model in leading_to(root, ours())} == {one._meta.label for one in EMPTIED[root]}


@pytest.mark.parametrize("root", EMPTIED, ids=lambda root: str(root._meta.label))
def test_what_points_at_others_goes_first(root: Any) -> None:
    assert not out_of_order(EMPTIED[root]), told(out_of_order(EMPTIED[root]))


def test_a_table_in_the_wrong_place_is_seen() -> None:
    wrong = [cases.Case, cases.StageEntry]
    assert [breach.where for breach in out_of_order(wrong)] == ["case_progress.StageEntry"]
    assert cases.About in leading_to(cases.Case, ours())
