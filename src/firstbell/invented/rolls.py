"""The two authorities' rolls as they were extracted: `firstbell.roll/1`."""

from collections.abc import Iterator

from firstbell.invented.people import Child, Enrolment, Family

COLUMNS = (
    *("urn", "upn", "forenames", "known_as", "surname", "previous_surname", "date_of_birth", "sex"),
    *("address_line_1", "address_line_2", "town", "postcode", "uprn", "entry_date", "leaving_date"),
    *("enrolment", "education"),
)
Row = tuple[str, ...]


def lines(family: Family) -> Iterator[tuple[str, Row]]:
    """Each line about the family's children with the authority whose roll has it."""
    for child in family.children:
        for line in child.enrolments:
            if not line.after_extract:
                yield line.authority, _line(child, line)


def _line(child: Child, line: Enrolment) -> Row:
    home = child.roll_home or child.home
    first, *second = home.lines
    return (
        line.carried or line.urn,
        child.upn,
        child.forenames,
        child.known_as,
        child.roll_surname,
        child.previous_surname,
        child.born.isoformat(),
        child.sex,
        first,
        ", ".join(second),
        home.town,
        home.postcode,
        "",
        line.entry.isoformat(),
        line.leaving.isoformat() if line.leaving else "",
        line.enrolment,
        line.education,
    )
