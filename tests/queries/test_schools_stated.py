"""Which establishment an officer's words mean: the few it may be, and one of them only where nothing else fits."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from firstbell.pure.actor import Actor
from firstbell.registers.schools import queries
from firstbell.registers.schools.intake import take_in_establishments, take_in_links
from firstbell.registers.schools.rules.words import initials_of, words_in, words_said

HERE = "ST4 1AA"
COUNTY = "E10000028"

# urn, name, ages, street, locality, town, kilometres east of HERE
REGISTER = """
100001|Milton Primary Academy|3-11|Leek Road|Milton|Stoke-on-Trent|4
100002|Hillside Primary School|3-11|Hill Street|Milton|Stoke-on-Trent|4
100003|Haywood Academy|11-19|High Lane|Burslem|Stoke-on-Trent|6
100004|Anson CofE Primary School|4-11|Main Road|Great Haywood|Stafford|20
100005|St Mary's Catholic Academy|3-11|Cruso Street||Leek|15
100006|St. Mary's Church of England (A) First School|5-9|The Heath||Uttoxeter|18
100007|St Peter's CofE Academy|11-16|Fenton Manor|Fenton|Stoke-on-Trent|1
100008|St Peter's Catholic Primary|3-11|Waterloo Road|Cobridge|Stoke-on-Trent|3
100009|Queen Edith's Grammar School|11-18|The Green||Ashton|14
100010|Endon High School|11-16|Leek Road|Endon|Stoke-on-Trent|7
100011|Sir Graham Balfour High School|11-18|North Avenue||Stafford|24
100012|Ormiston Grange Academy|11-16|Grange Lane|Meir|Stoke-on-Trent|5
100013|Grange Park Primary|4-11|Park Drive|Bentilee|Stoke-on-Trent|4
100014|Blythe Bridge High School|11-18|Cheadle Road|Blythe Bridge|Stoke-on-Trent|7
100015|Co-op Academy Clarice Hill|4-11|Goldsmith Street|Longton|Stoke-on-Trent|4
100016|St Thomas More Catholic Academy|11-18|Longton Hall Road|Longton|Stoke-on-Trent|4
100017|St Luke's Academy Endon|5-11|Leek Road|Endon|Stoke-on-Trent|7
100018|Knowl Park Nursery School|2-5|Church Lane|Bentilee|Stoke-on-Trent|3
100019|Moorlands Sixth Form College|16-99|College Road||Leek|15
100020|Heywood Community School|4-11|Mill Street||Heywood|80
100021|Little Bradley Junior School|7-11|Bradley Lane|Bradley|Stafford|60
100022|Saint Bede's RC School|4-11|Station Road||Stone|10
""".strip()


@pytest.fixture(autouse=True)
def register(db: None, tmp_path: Path, by: Actor, now: datetime) -> None:
    path = tmp_path / "edubasealldata.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(
            "URN,EstablishmentName,EstablishmentStatus (name),LA (code),StatutoryLowAge,StatutoryHighAge,Street,"
            "Locality,Town,Easting,Northing".split(",")
        )
        for line in REGISTER.splitlines():
            urn, name, ages, street, locality, town, km = line.split("|")
            east = 387796 + int(km) * 1000
            writer.writerow([urn, name, "Open", "860", *ages.split("-"), street, locality, town, east, 345118])
        writer.writerow(["100099", "Bradwell High School", "Closed", "860", "11", "16", "", "", "", "", ""])
    take_in_establishments(path=path, by=by, now=now)
    links = tmp_path / "links.csv"
    links.write_text(
        "URN,LinkURN,LinkName,LinkType\n"
        "100099,100012,Ormiston Grange Academy,Successor - merged\n"
        "100003,100098,Brownhills Maths High School,Predecessor\n"
    )
    take_in_links(path=links, by=by, now=now)


def meant(text: str, age: int | None = None, near: str = HERE) -> tuple[str | None, list[str]]:
    """The one that is meant, if one is, and all that may be."""
    found = queries.stated_school(text, near=[near], age=age, authority=None)
    assert not any(one.unique for one in found[1:])
    return (found[0].urn if found and found[0].unique else None), [one.urn for one in found]


@pytest.mark.parametrize(
    ("text", "age", "urn"),
    [
        ("Milton Primary Academy", None, "100001"),
        ("Milton Primary Academy, Miss Hill's class", 10, "100001"),
        ("y8 at Haywood", 13, "100003"),
        ("Haywood", 13, "100003"),
        ("haywood high", 13, "100003"),
        ("Sir Graham Balfour", 14, "100011"),
        ("SGB", 14, "100011"),
        ("QEGS", 14, "100009"),
        ("Blythebridge high", 12, "100014"),
        ("Coop Clarice Hill", 8, "100015"),
        ("Thomas More", 12, "100016"),
        ("St Thomas Moore's", 12, "100016"),  # misspelt
        ("st peters primary", 8, "100008"),
        ("St Peter's", 13, "100007"),
        ("Saint Peters RC", 8, "100008"),
        ("st. mary's, Leek", 8, "100005"),
        ("St Mary's RC primary", 8, "100005"),
        ("St Bedes", 6, "100022"),
        ("the first school, St Marys Uttoxeter", 6, "100006"),
        ("Bradwell High", 13, "100012"),  # its name before it merged
        ("Brownhills maths high school", 13, "100003"),  # a former name that only the links know
        ("Knowl Park", 3, "100018"),
        ("Moorlands sixth form", 17, "100019"),
        ("Ormiston Grange Academy", None, "100012"),
    ],
)
def test_one_is_meant(text: str, age: int | None, urn: str) -> None:
    assert meant(text, age)[0] == urn


@pytest.mark.parametrize(
    ("text", "age", "among"),
    [
        ("St Marys", 8, {"100005", "100006"}),
        ("St Mary's", None, {"100005", "100006"}),
        ("St Peters", None, {"100007", "100008"}),
        ("St Peters", 11, {"100007", "100008"}),  # either may have a child of eleven
        ("Grange", None, {"100012", "100013"}),
        ("the academy on Leek Road", 8, {"100001", "100017"}),
        ("academy on leek rd", None, {"100001", "100010", "100017"}),
        ("the primary in Milton", 8, {"100001", "100002"}),
        ("y6 at Milton", 10, {"100001", "100002"}),  # Hillside is in Milton too, and suits a child of ten
        ("Milton, Miss Hill's class", 10, {"100001", "100002"}),
        ("Haywood", 6, {"100004"}),  # the town's, as the academy's pupils are older
        ("Endon", 11, {"100010", "100017"}),
    ],
)
def test_where_several_fit_none_is_meant(text: str, age: int | None, among: set[str]) -> None:
    one, found = meant(text, age)
    assert one is None
    assert among <= set(found)


@pytest.mark.parametrize(
    "text", ["", "the academy", "primary school", "not known", "Hogwarts", "y6", "n/a", "?", "none - home educated"]
)
def test_words_that_tell_nothing_mean_nobody(text: str) -> None:
    assert meant(text) == (None, [])


@pytest.mark.parametrize(
    "text",
    [
        "Heywood",  # misspelt here, and right of a school elsewhere
        "Heywood Community School",
        "St Mary's Hanley",  # no St Mary's is there
        "Little Bradley Junior School",
        "Milton Grange",
        "Graham Balfour Primary",
    ],
)
def test_words_that_fit_only_in_part_mean_nobody_for_certain(text: str) -> None:
    assert meant(text)[0] is None


def test_the_child_s_age_speaks_against_it() -> None:
    found, *_ = queries.stated_school("Sir Graham Balfour", near=[HERE], age=6, authority=None)
    assert (found.urn, found.unique, found.age_fits) == ("100011", False, False)


def test_the_second_facts_are_told() -> None:
    found, *_ = queries.stated_school("Knowl Park", near=[HERE, "ST16 2DH"], age=3, authority=None)
    assert (found.age_fits, found.distance_km) == (True, 3.0)
    assert "the child's age is within 2 to 5" in found.reasons
    found, *_ = queries.stated_school("Knowl Park", near=[], age=None, authority=COUNTY)
    assert (found.unique, found.age_fits, found.distance_km) == (True, None, None)


def test_reception_classes_are_four_where_schools_begin_at_five() -> None:
    found, *_ = queries.stated_school("St Marys Uttoxeter", near=[HERE], age=4, authority=None)
    assert (found.urn, found.age_fits) == ("100006", True)


def test_only_what_lies_within_reach_is_looked_at() -> None:
    assert meant("Little Bradley")[1] == []
    found = queries.stated_school("Little Bradley", near=[HERE], age=None, authority=COUNTY)
    assert [one.urn for one in found] == ["100021"]  # of the same authority, however far


def test_without_a_place_the_whole_register_is_within_reach() -> None:
    found = queries.stated_school("Little Bradley", near=["ZZ1 1ZZ"], age=None, authority=None)
    assert [(one.urn, one.unique) for one in found] == [("100021", True)]


def test_a_change_of_the_register_is_seen_at_once(tmp_path: Path, by: Actor, now: datetime) -> None:
    assert meant("Knowl Park")[0] == "100018"
    path = tmp_path / "later.csv"
    path.write_text("URN,EstablishmentName,EstablishmentStatus (name)\n100018,Knowl Park Nursery School,Closed\n")
    take_in_establishments(path=path, by=by, now=now)
    assert "100018" not in meant("Knowl Park")[1]


@pytest.mark.parametrize(
    ("name", "telling"),
    [
        ("St. Mary's Church of England (A) First School", ("st_mary",)),
        ("St Mary and St Chad CofE First School", ("st_mary", "st_chad")),
        ("SS Peter & Paul RC Primary", ("st_peter", "paul")),
        ("Our Lady's Catholic Academy", ("our", "lady")),
        ("Mrs Ethelston's CofE Primary Academy", ("mrs", "ethelston")),
        ("King Edward VI School", ("king", "edward", "vi")),
        ("The Meadows School", ("meadow",)),
        ("Ysgol y Môr", ("ysgol", "mor")),
    ],
)
def test_names_are_taken_apart(name: str, telling: tuple[str, ...]) -> None:
    assert words_in(name).telling == telling


def test_what_is_said_beside_a_name_is_left_out() -> None:
    assert words_said("Milton, Mrs Hill's class, year 6").telling == ("milton",)
    assert words_said("school on Leek St").roads == (("leek", "street"),)


def test_initials_leave_out_small_words() -> None:
    assert initials_of(words_in("Queen Elizabeth's Grammar School")) == {"qegs", "qeg"}
    assert initials_of(words_in("The Friary School")) == frozenset()
    assert initials_of(words_in("St Luke's CofE (C) Primary School")) >= {"slps", "slcps", "slceps", "slcp"}
