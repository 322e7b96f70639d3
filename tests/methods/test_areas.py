"""Whose area a postcode lies in, and how far two places are apart."""

from collections import Counter, defaultdict

import pytest

from firstbell.pure import areas
from firstbell.pure.areas import Area, packed

STOKE, COUNTY = "E06000021", "E10000028"
ENGLISH_FORCES, WELSH_FORCES = 39, 4


@pytest.mark.parametrize(
    ("postcode", "district", "authority", "force", "country"),
    [
        ("ST4 1AA", STOKE, STOKE, "staffordshire", "england"),
        ("st41aa", STOKE, STOKE, "staffordshire", "england"),
        (" St4  1aA ", STOKE, STOKE, "staffordshire", "england"),
        ("ST16 2DH", "E07000197", COUNTY, "staffordshire", "england"),
        ("CW1 2BJ", "E06000049", "E06000049", "cheshire", "england"),
        ("SY2 6ND", "E06000051", "E06000051", "west-mercia", "england"),
        ("EC3A 5DE", "E09000001", "E09000001", "city-of-london", "england"),
        ("SW1A 1AA", "E09000033", "E09000033", "metropolitan", "england"),
        ("YO1 7HH", "E06000014", "E06000014", "north-yorkshire", "england"),
        ("NE1 7RU", "E08000021", "E08000021", "northumbria", "england"),
        ("S1 2HH", "E08000039", "E08000039", "south-yorkshire", "england"),
        ("LL30 2AB", "W06000003", "W06000003", "north-wales", "wales"),
        ("SA1 3SN", "W06000011", "W06000011", "south-wales", "wales"),
        ("NP20 4UR", "W06000022", "W06000022", "gwent", "wales"),
        ("SA31 1JP", "W06000010", "W06000010", "dyfed-powys", "wales"),
        ("EH1 1YZ", "S12000036", "S12000036", "police-scotland", "scotland"),
        ("BT1 5GS", "N09000003", "N09000003", "northern-ireland", "northern-ireland"),
        ("JE2 3AB", "jersey", "jersey", "jersey", "jersey"),
    ],
)
def test_a_postcode_has_a_district_an_authority_a_force_and_a_country(
    postcode: str, district: str, authority: str, force: str, country: str
) -> None:
    assert areas.area_of(postcode) == Area(district, authority, force, country)


@pytest.mark.parametrize(
    "text", ["", "ST4", "12 Example Road", "ZZ99 9ZZ", "ST4 1AAA", "ST4-1AA", "QQ1 1AA", "ＳＴ４1AA"]
)
def test_what_is_no_known_postcode_has_no_area(text: str) -> None:
    assert areas.area_of(text) is None


def test_a_new_unit_is_known_only_where_its_sector_is_not_split() -> None:
    split: dict[str, set[str]] = defaultdict(set)
    for sector, units in packed._sectors().items():
        for district, _ in units:
            split[sector].add(district)
    assert len(split["ST41"]) == 1
    assert areas.area_of("ST4 1ZZ") == areas.area_of("ST4 1AA")
    whole = [district for district, units in packed._sectors()["B743"] if not units]
    assert len(split["B743"]) > 1
    assert not whole
    assert areas.area_of("B74 3AA") == Area("E07000194", COUNTY, "staffordshire", "england")
    assert areas.area_of("B74 3II") is None


def test_pairs_of_letters_are_not_read_across_two_units() -> None:
    assert packed._holds("ABCD", "CD")
    assert not packed._holds("ABCD", "BC")
    assert packed._holds("ABBCBC", "BC")
    assert not packed._holds("", "AB")


def test_every_district_of_england_and_wales_has_one_force() -> None:
    forces = Counter(force for code, _, force, _ in packed.districts().values() if code[0] in "EW")
    assert forces.total() == 318
    assert len(forces) == ENGLISH_FORCES + WELSH_FORCES
    assert forces["metropolitan"] == 32
    assert forces["staffordshire"] == 9
    of_authority = defaultdict(set)
    for _, authority, force, _ in packed.districts().values():
        of_authority[authority].add(force)
    assert all(len(found) == 1 for found in of_authority.values())
    assert all(force for _, _, force, _ in packed.districts().values())


def test_every_authority_of_england_and_wales_has_a_number() -> None:
    numbered = set(packed.numbers().values())
    answering = {authority for code, authority, _, _ in packed.districts().values() if code[0] in "EW"}
    assert len(answering) == 153 + 22
    assert answering == numbered


@pytest.mark.parametrize(
    ("code", "gss"),
    [
        ("861", STOKE),
        ("860", COUNTY),
        (" 861 ", STOKE),
        ("E06000021", STOKE),
        ("e10000028", COUNTY),
        ("681", "W06000015"),  # Cardiff
        ("E08000019", "E08000039"),  # Sheffield before April 2025
        ("E10000023", "E06000065"),  # the county of North Yorkshire before April 2023
        ("E07000192", "E07000192"),  # a district is a place too
    ],
)
def test_authorities_are_known_by_either_code(code: str, gss: str) -> None:
    assert areas.gss(code) == gss


@pytest.mark.parametrize("code", ["", "1", "999", "E99999999", "E10000006", "staffordshire", "86１x"])
def test_what_is_no_authority_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="not an authority's code"):
        areas.gss(code)


def test_a_district_answers_to_its_authority() -> None:
    assert areas.authority_of("E07000192") == COUNTY
    assert areas.authority_of("861") == STOKE
    assert areas.authority_of(COUNTY) == COUNTY


def test_places_have_names() -> None:
    assert areas.authority_name("861") == "Stoke-on-Trent"
    assert areas.authority_name("E07000192") == "Cannock Chase"


def test_a_force_has_its_authorities() -> None:
    assert areas.authorities_of("staffordshire") == (STOKE, COUNTY)
    assert areas.is_force("west-mercia")
    assert not areas.is_force("West Mercia")
    assert areas.authorities_of("nowhere") == ()


def test_distances_are_between_postcodes_and_points() -> None:
    station = areas.position_of("ST4 2AA")
    assert station is not None
    assert areas.km_between(station, station) == 0
    assert areas.km_between((387_000, 345_000), (390_000, 349_000)) == 5
    stoke_to_stafford = areas.km_between("ST4 1AA", "ST16 2DH")
    assert stoke_to_stafford is not None
    assert 20 < stoke_to_stafford < 26
    assert areas.km_between("ST4 1AA", "BT1 5GS") is None  # another grid
    assert areas.km_between("ST4 1AA", "nowhere") is None


def test_postcodes_here_have_their_own_position() -> None:
    assert areas.position_of("ST4 1AA") != areas.position_of("ST4 1BA")
    assert areas.position_of("SW1A 1AA") == areas.position_of("SW1A 1AB")


def test_a_postcode_is_written_in_one_way() -> None:
    assert areas.as_postcode("st41aa") == "ST4 1AA"
    assert areas.as_postcode("ec3a 5de") == "EC3A 5DE"
    assert areas.as_postcode("Stoke") is None


def test_the_tables_are_small() -> None:
    assert sum(file.stat().st_size for file in packed.FOLDER.glob("*.csv*")) < 1_500_000
