"""Reading lines and CSV rows from files that may be anything."""

import codecs
import tracemalloc
from pathlib import Path

import pytest

from firstbell.foundations.take_in.actions import digest_of
from firstbell.foundations.take_in.intake.lines import Row, read_csv, read_lines
from firstbell.foundations.take_in.rules import Unusable

MIB = 1 << 20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "feed.csv"


def rows(file: Path, content: bytes, **options: object) -> list[Row]:
    file.write_bytes(content)
    return list(read_csv(file, **{"required": ["urn", "name"], **options}))


def values(found: list[Row]) -> list[tuple[str, ...] | str]:
    return [row.problem or tuple(row.values.values()) for row in found]


class TestLines:
    def test_blank_lines_are_left_out_but_counted(self, file: Path) -> None:
        file.write_bytes(b"one\r\n\n  \nfour\n")
        assert [(line.number, line.text) for line in read_lines(file)] == [(1, "one"), (4, "four")]

    def test_a_byte_order_mark_is_no_text(self, file: Path) -> None:
        file.write_bytes(codecs.BOM_UTF8 + "Zoë\n".encode())
        assert [line.text for line in read_lines(file)] == ["Zoë"]

    def test_only_the_last_line_can_be_unended(self, file: Path) -> None:
        file.write_bytes(b'{"a": 1}\n{"b"')
        assert [line.unended for line in read_lines(file)] == [False, True]

    def test_a_wrongly_encoded_line_costs_itself_alone(self, file: Path) -> None:
        file.write_bytes("Zoë\n".encode() + "Zoë\n".encode("cp1252") + b"three\n")
        one, two, three = read_lines(file)
        assert (one.text, three.text) == ("Zoë", "three")
        assert (two.number, two.text, two.problem, two.raw) == (2, "", "is not utf-8", "Zo\\xeb")

    def test_a_nul_byte_costs_its_line_alone(self, file: Path) -> None:
        file.write_bytes(b"one\nt\0wo\nthree")
        assert [line.problem for line in read_lines(file)] == ["", "holds a NUL byte", ""]
        assert [line.raw for line in read_lines(file)][1] == "t\\x00wo"

    @pytest.mark.parametrize(("length", "problem"), [(10, ""), (11, "is longer than 10 bytes")])
    @pytest.mark.parametrize("ending", [b"\n", b"\r\n", b""])
    def test_a_line_may_be_as_long_as_the_limit(self, file: Path, length: int, problem: str, ending: bytes) -> None:
        file.write_bytes(b"x" * length + ending)
        assert [line.problem for line in read_lines(file, limit=10)] == [problem]

    def test_a_huge_line_is_skipped_in_bounded_memory(self, file: Path) -> None:
        with file.open("wb") as out:
            out.write(b"one\n")
            out.seek(40 * MIB)  # a hole in the file: no disk is used for the NUL bytes that are read from it
            out.write(b"\nthree\n")
        tracemalloc.start()
        found = [(line.number, line.text, line.problem, len(line.raw)) for line in read_lines(file)]
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert found == [
            (1, "one", "", 0),
            (2, "", "is longer than 1,048,576 bytes", 4 * 64 * 1024),
            (3, "three", "", 0),
        ]
        assert most < 6 * MIB

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "the file is empty."),
            (b"\n \n\n", "the file holds blank lines only."),
            ("{}".encode("utf-16"), "the file is in UTF-16."),
            (b"PK\x03\x04....", "the file is an archive or a workbook."),
        ],
    )
    def test_what_holds_nothing_to_read_is_unusable(self, file: Path, content: bytes, reason: str) -> None:
        file.write_bytes(content)
        with pytest.raises(Unusable) as refused:
            list(read_lines(file))
        assert (refused.value.file, refused.value.reason) == ("feed.csv", reason)
        assert refused.value.remedy

    def test_a_file_that_is_not_there_is_unusable(self, file: Path) -> None:
        with pytest.raises(Unusable, match=r"feed\.csv: the file cannot be read \(No such file or directory\)"):
            read_lines(file)
        with pytest.raises(Unusable, match="cannot be read"):
            digest_of(file)


class TestRows:
    def test_rows_bear_their_line_and_stripped_values(self, file: Path) -> None:
        found = rows(file, b"urn , name\r\n 124490,  St Peter's \r\n\r\n124491,\xc2\xa0B\r\n")
        assert found == [
            Row(2, {"urn": "124490", "name": "St Peter's"}, "", " 124490,  St Peter's "),
            Row(4, {"urn": "124491", "name": "B"}, "", "124491,\xa0B"),
        ]

    def test_a_quoted_row_may_run_over_several_lines(self, file: Path) -> None:
        found = rows(file, b'urn,name\n1,"The ""Oaks"",\nEnd Road"\n2,B\n')
        assert [(row.number, row.values.get("name")) for row in found] == [(2, 'The "Oaks",\nEnd Road'), (4, "B")]

    def test_columns_go_by_name_whatever_their_case_or_order(self, file: Path) -> None:
        found = rows(file, b"Name,E-Mail,URN\nA,a@b.example,1\n", known=["email"], aliases={"e-mail": "email"})
        assert found[0].values == {"name": "A", "email": "a@b.example", "urn": "1"}

    def test_rows_of_empty_fields_are_blank(self, file: Path) -> None:
        assert values(rows(file, b"urn,name\n,\n1,A\n , \n,,,,\n")) == [("1", "A")]

    @pytest.mark.parametrize(
        ("row", "problem"),
        [
            (b"2", "has 1 field, not the header's 2"),
            (b"2,B,", "has 3 fields, not the header's 2"),
            (b'2,"B', "opens a quotation mark and never closes it"),
            (b'2,"B"b', "has a quotation mark in the middle of a field"),
            (b"2,B\rb", "cannot be read as comma-separated values"),
            (b"2,\0", "holds a NUL byte"),
            (b"2," + b"x" * 200, "is longer than 100 bytes"),
            (b"2,\x81\xff", "is not utf-8 or cp1252"),
        ],
    )
    def test_a_bad_row_costs_itself_alone(self, file: Path, row: bytes, problem: str) -> None:
        content = b"urn,name\n1,A\n" + row + b'\n3,C\n4,"D"\n'
        found = rows(file, content, limit=100)
        assert values(found) == [("1", "A"), problem, ("3", "C"), ("4", "D")]
        assert [row.number for row in found] == [2, 3, 4, 5]
        assert found[1].raw

    def test_a_quotation_mark_never_closed_swallows_nothing(self, file: Path) -> None:
        content = b'urn,name\n1,"A\n' + b"".join(b"%d,N\n" % n for n in range(2, 300))
        found = rows(file, content)
        assert [row.number for row in found if row.problem] == [2]
        assert [row.values["urn"] for row in found[1:]] == [str(n) for n in range(2, 300)]

    def test_a_quotation_mark_closed_by_a_later_row_costs_its_own_row(self, file: Path) -> None:
        found = rows(file, b'urn,name\n"1","A\n"2","B"\n3,C\n')
        assert values(found) == ["opens a quotation mark and never closes it", ("2", "B"), ("3", "C")]

    def test_a_file_cut_off_says_so(self, file: Path) -> None:
        found = rows(file, b"urn,name\n1,A\n124")
        assert values(found) == [("1", "A"), "has 1 field, not the header's 2; the file may be cut off here"]

    def test_a_bad_line_within_a_quoted_row_ends_it(self, file: Path) -> None:
        found = rows(file, b'urn,name\n1,"A\nx\0x\n2,B\n')
        assert values(found) == ["opens a quotation mark and never closes it", "holds a NUL byte", ("2", "B")]

    def test_a_field_longer_than_csv_allows_costs_its_row_alone(self, file: Path) -> None:
        found = rows(file, b"urn,name\n1," + b"x" * 140_000 + b"\n2,B\n")
        assert values(found) == ["has a field longer than 131,072 characters", ("2", "B")]


class TestEncodings:
    def test_windows_files_are_read(self, file: Path) -> None:
        content = "urn,name\n1,Zoë – Żaneta\n".replace("Ż", "Z").encode("cp1252")
        assert values(rows(file, content)) == [("1", "Zoë – Zaneta")]

    def test_one_broken_byte_does_not_turn_a_utf8_file_into_windows(self, file: Path) -> None:
        content = "urn,name\n1,Żaneta\n2,Łukasz\n3,Zo".encode() + b"\xeb\n"
        assert values(rows(file, content)) == [("1", "Żaneta"), ("2", "Łukasz"), "is not utf-8"]

    def test_a_utf8_line_in_a_windows_file_is_still_read_right(self, file: Path) -> None:
        content = b"urn,name\n1,Zo\xeb\n2,Ren\xe9\n" + "3,Łukasz\n".encode()
        assert values(rows(file, content)) == [("1", "Zoë"), ("2", "René"), ("3", "Łukasz")]

    def test_a_byte_order_mark_decides(self, file: Path) -> None:
        content = codecs.BOM_UTF8 + b"urn,name\n1,Zo\xeb\n2,B\n"
        assert values(rows(file, content)) == ["is not utf-8", ("2", "B")]


HEADERS = [
    (b"", 0, "", "the file is empty.", "written to the end"),
    (b"\n\n", 0, "", "the file holds blank lines only.", "written to the end"),
    (b"urn,name\n", 1, "", "nothing follows the header.", "written to the end"),
    (b"urn\n1\n", 1, "name", "the column is missing.", "the columns are: urn."),
    (b"urn;name\n1;A\n", 1, "urn", "the column is missing.", "separated by commas"),
    (b"\nurn,name,URN\n1,A,2\n", 2, "urn", "the column comes twice.", "Take one of them out"),
    (b"urn,,name\n1,,A\n", 1, "column 2", "the column has no name.", "Name it"),
    (b"urn,name,postcod\n1,A,B\n", 1, "postcod", "the column is not known.", "Is it postcode?"),
    (b"urn,name,zzz\n1,A,B\n", 1, "zzz", "the column is not known.", "Known are: urn, name, postcode."),
    (b'urn,"name\n1,A\n', 1, "", "the header opens a quotation mark and never closes it.", "Correct"),
    (b"urn,na\0me\n1,A\n", 1, "", "the header holds a NUL byte.", "Correct"),
]


@pytest.mark.parametrize(("content", "line", "field", "reason", "remedy"), HEADERS)
def test_a_header_that_cannot_be_used_is_said_at_once(
    file: Path, content: bytes, line: int, field: str, reason: str, remedy: str
) -> None:
    with pytest.raises(Unusable) as refused:
        rows(file, content, known=["postcode"])
    said = refused.value
    assert (said.file, said.line, said.field, said.reason) == ("feed.csv", line, field, reason)
    assert remedy in said.remedy
    assert all(part in str(said) for part in ("feed.csv", field, reason))


def test_the_header_is_checked_before_the_first_row_is_asked_for(file: Path) -> None:
    file.write_bytes(b"urn\n1\n")
    with pytest.raises(Unusable):
        read_csv(file, required=["name"])


def test_unknown_columns_are_kept_where_any_may_come(file: Path) -> None:
    assert rows(file, b"urn,name,Extra (code)\n1,A,B\n")[0].values["Extra (code)"] == "B"
