"""What a line of the incident feed must be, and what is said where it is not."""

import json
from typing import Any

import pytest

from firstbell.foundations.take_in.rules import Unfit
from firstbell.registers.incidents.rules.facts import facts_from
from firstbell.registers.incidents.rules.reading import read_document, stored_form
from rulebook.incident_lines import LEFT_OUT, line, sample, spoiled
from rulebook.tables import Page, Table, each_row


def refused(field: str, given: str) -> tuple[str, ...]:
    """Why, once it is sure that the field is named."""
    document = spoiled(field, LEFT_OUT if given == "left out" else json.loads(given))
    with pytest.raises(Unfit) as refusal:
        read_document(line(document))
    assert refusal.value.field == field
    return (refusal.value.reason,)


def numbered(parties: str, children: str, to: str) -> tuple[str, ...]:
    """People by number and year of birth: ``P1 1992, P2 1990``; ``to`` is who the first child is a child of."""
    document = sample(
        parties=[{"role": "victim"} | one for one in _people(parties)],
        children=[{"relationships": [{"to": to, "kind": "child"}]} | one for one in _people(children)],
    )
    try:
        read_document(line(document))
    except Unfit as refusal:
        return refusal.field, refusal.reason
    return "", "fit"


def _people(cells: str) -> list[dict[str, Any]]:
    people = [cell.split() for cell in cells.split(", ")]
    return [{"person_id": who, "forenames": "A", "surname": "B", "date_of_birth": born} for who, born in people]


def accepted(field: str, given: str) -> tuple[str, ...]:
    document = spoiled(field, LEFT_OUT if given == "left out" else json.loads(given))
    child = facts_from(1, stored_form(read_document(line(document)))[0]).children[0]
    born = child.person.birth
    return (
        " ".join(part for part in (child.person.forenames, child.person.surname) if part),
        " to ".join(dict.fromkeys(str(day) for day in (born.earliest, born.latest) if day)),
        child.present,
    )


SHAPE = Table(
    "Fields that are missing, misspelt or of the wrong kind",
    "Formats, incident feed; decision record 5",
    "The sample line with one field changed. The reason names the field and never repeats its value: it may be "
    "somebody's name.",
    refused,
    """
field                               | is given as            => refused, because it
format                              | "firstbell.incident/2" => must be firstbell.incident/1; this line is not
force                               | "stafordshire"         => is not a force as police.uk names them (west-mercia)
reference                           | ""                     => must not be empty
reference                           | left out               => is missing
version                             | "1"                    => must be a whole number, without quotation marks
version                             | 0                      => must be 1 or more
domestic_abuse                      | "yes"                  => must be true or false, without quotation marks
domestic_abuse                      | left out               => is missing
local_authority                     | "999"                  => is no authority's code (ONS's E06000021, or GIAS's 861)
children[0].stated_school.stated_by | "neighbour"            => must be one of 'child', 'victim', 'suspect' or 'other'
risk.grade                          | "high"                 => is not a field of firstbell.incident/1
children                            | left out               => is missing
children                            | null                   => must be a list [...]
parties[0].role                     | "aggressor"            => must be one of 'victim', 'suspect', 'both' or 'other'
parties[0].residence.protected      | left out               => is missing
parties[0].residence.protcted       | true                   => is not a field of firstbell.incident/1; is it protected?
parties[0].voice                    | "text"                 => is not a field of firstbell.incident/1
parties[0].phones                   | "07700 900123"         => must be a list [...]
parties[0].phones[0]                | 7700900123             => must be text in quotation marks
parties[0].also_known_as[0]         | 7                      => must be text in quotation marks
parties[0].also_known_as[0]         | ["Mimi"]               => must be text in quotation marks
parties[0].characteristics          | ["asian"]              => must be an object {...}
parties[0].characteristics.ethnic   | "asian"                => is not a field of firstbell.incident/1; is it ethnicity?
children[0].characteristics         | {}                     => is not a field of firstbell.incident/1
children[0].surname                 | left out               => is missing
children[0].nhs                     | null                   => is not a field of firstbell.incident/1
children[0].present                 | "maybe"                => must be one of 'yes', 'no' or 'unknown'
children[0].sex                     | "Male"                 => must be one of 'F', 'M', 'X' or 'U'
children[0].relationships[0].kin    | "child"                => is not a field of firstbell.incident/1; is it kind?
""",
)

DATES = Table(
    "Dates, times and ages",
    "Formats, incident feed; bad input",
    "A time without an offset names no instant. A date is never guessed. The report is of 20 November 2026.",
    refused,
    """
field                      | is given as            => refused, because it
reported_at                | "2026-11-20T22:05:00"  => has no offset; in winter +00:00, in summer +01:00
reported_at                | "20/11/2026 22:05"     => is not a time such as 2026-11-20T22:05:00+00:00
reported_at                | "2026-11-31T22:05:00Z" => does not exist: no such day, month or hour
reported_at                | 1795212300             => must be a time such as 2026-11-20T22:05:00+00:00
reported_at                | "1795212300"           => is not a time such as 2026-11-20T22:05:00+00:00
children[0].date_of_birth  | "2015-02-31"           => does not exist: no such day or month
children[0].date_of_birth  | "2015-13"              => does not exist: no such day or month
children[0].date_of_birth  | "31/02/2015"           => is not YYYY-MM-DD, YYYY-MM or YYYY (null if not known)
children[0].date_of_birth  | "15-06-01"             => is not YYYY-MM-DD, YYYY-MM or YYYY (null if not known)
children[0].date_of_birth  | 2015                   => must be text in quotation marks
children[0].date_of_birth  | "2026-11-21"           => is after the report
children[0].date_of_birth  | "2026-12"              => is after the report
children[0].date_of_birth  | "1900-01-01"           => is more than 120 years ago (null if not known)
children[0].age            | -1                     => must be 0 or more
children[0].age            | 121                    => must be 120 or less
children[0].age            | "7"                    => must be a whole number, without quotation marks
children[0].age            | 7.5                    => must be a whole number, without quotation marks
children[0].age            | 34                     => and date_of_birth disagree on whether this is a child
parties[0].age             | 7                      => and date_of_birth disagree on whether this is a child
parties[0].residence.as_of | "20-11-2026"           => is not a date such as 2026-11-20
""",
)

PEOPLE = Table(
    "People who are named twice, or not at all",
    "Formats, incident feed; Readings that matter",
    "A person_id is local to its incident. A victim of 16 or 17 may stand among the parties and the children under one "
    "number; two people may not.",
    numbered,
    """
parties          | children         | of => field                           | because it
P1 1992          | C1 2015          | P1 =>                                 | fit
P1 1992          | C1 2015, C2 2016 | P1 =>                                 | fit
P1 1992, P1 1990 | C1 2015          | P1 => parties[1].person_id            | is the same as that of parties[0]
P1 1992          | C1 2015, C1 2016 | P1 => children[1].person_id           | is the same as that of children[0]
P1 1992          | C1 2015          | P9 => children[0].relationships[0].to | is nobody's person_id in this incident
P1 1992          | C1 2015          | C1 => children[0].relationships[0].to | is the child's own person_id
P1 1992, P2 2009 | P2 2009-03       | P1 =>                                 | fit
P1 1992, P2 2009 | P2 2015          | P1 => children[0].person_id           | is a party's too, of another birth
""",
)

ALLOWED = Table(
    "What need not be known",
    "R17; Formats, incident feed",
    "Nothing waits for a name, a date or a school: a person looks at what is missing. What is optional may be left out "
    "or null. A child born after what happened and before the report is taken in, and a person decides.",
    accepted,
    """
field                          | is given as            => the child is        | born                     | present
children[0].surname            | null                   => Oliver James        | 2015-06-01               | yes
children[0].forenames          | ""                     => Okafor              | 2015-06-01               | yes
children[0].forenames          | "  Oliver "            => Oliver Okafor       | 2015-06-01               | yes
children[0].date_of_birth      | null                   => Oliver James Okafor |                          | yes
children[0].date_of_birth      | ""                     => Oliver James Okafor |                          | yes
children[0].date_of_birth      | left out               => Oliver James Okafor |                          | yes
children[0].date_of_birth      | "2015"                 => Oliver James Okafor | 2015-01-01 to 2015-12-31 | yes
children[0].date_of_birth      | "2015-06"              => Oliver James Okafor | 2015-06-01 to 2015-06-30 | yes
children[0].date_of_birth      | "2026-11-20"           => Oliver James Okafor | 2026-11-20               | yes
children[0].present            | null                   => Oliver James Okafor | 2015-06-01               | unknown
children[0].present            | left out               => Oliver James Okafor | 2015-06-01               | unknown
children[0].stated_school.text | ""                     => Oliver James Okafor | 2015-06-01               | yes
children[0].relationships      | null                   => Oliver James Okafor | 2015-06-01               | yes
children[0].nominal            | "N 5521"               => Oliver James Okafor | 2015-06-01               | yes
parties[0].also_known_as       | [{"surname": "Price"}] => Oliver James Okafor | 2015-06-01               | yes
parties[0].characteristics     | null                   => Oliver James Okafor | 2015-06-01               | yes
parties[0].characteristics     | {}                     => Oliver James Okafor | 2015-06-01               | yes
parties[0].residence           | null                   => Oliver James Okafor | 2015-06-01               | yes
location                       | null                   => Oliver James Okafor | 2015-06-01               | yes
risk                           | null                   => Oliver James Okafor | 2015-06-01               | yes
local_authority                | "861"                  => Oliver James Okafor | 2015-06-01               | yes
occurred_from                  | "2009-05-05T12:00Z"    => Oliver James Okafor | 2015-06-01               | yes
""",
)

PAGE = Page(
    "incident-format",
    "Incidents: what a line must be",
    "One line holds one version of one incident. A line that is not fit is kept for correction with the field and the "
    "reason, and never stops the others.",
    (SHAPE, DATES, PEOPLE, ALLOWED),
)


@each_row(PAGE)
def test_row(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then
