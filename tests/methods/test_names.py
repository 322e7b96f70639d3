"""Names compared as people mean them: spellings, short forms, middle names, and the names of brothers kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.names import (
    compare_given_names,
    compare_surnames,
    fold,
    forenames_compatible,
    given_names,
    is_placeholder,
    short_forms_of,
    surname_agrees,
    surname_key,
    surname_parts,
)
from firstbell.pure.names.folding import nearly_alike, skeleton
from firstbell.pure.names.forenames import _short_forms, _spellings, full_forms_of
from firstbell.pure.names.lists import lines


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  ZOË ", "zoe"),
        ("Łukasz", "lukasz"),
        ("Ștefan", "stefan"),
        ("Şahin Yıldız", "sahin yildiz"),
        ("İbrahim", "ibrahim"),
        ("Siôn", "sion"),
        ("O’Brien", "obrien"),
        ("Mary-Jane", "mary jane"),
        ("Mrs. Amy", "amy"),
        ("Dr", "dr"),
        ("Olena Шевченко", "olena shevchenko"),
        ("Müller", "muller"),
        ("Straße", "strasse"),
        ("محمد", "muhammad"),
        ("123", ""),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyz ")


EQUAL = [
    ("Oliver James", "Oliver"),
    ("Mary-Jane", "Maryjane"),
    ("Mary Jane", "Mary"),
    ("Mohammed", "Muhammad"),
    ("Hassan", "Muhammad Hasan"),
    ("Syed Ali", "Ali"),
    ("Abdul Rahman", "Abdurrahman"),
    ("Abu Bakr", "Abubakar"),
    ("Rhys", "Reece"),
    ("Олександр", "Aleksander"),
    ("Oliver known as Ollie", "Ollie"),
    ("Oliver (Ollie)", "Oliver"),
    ("Oliver J", "Oliver James"),
]
SHORT = [
    ("Ollie", "Oliver"),
    ("Olly", "Oliver"),
    ("Alfie", "Alfred"),
    ("Kasia", "Katarzyna"),
    ("Gosia", "Małgorzata"),
    ("Kuba", "Jakub"),
    ("Sasha", "Oleksandr"),
    ("Dai", "Dafydd"),
    ("Tobi", "Oluwatobiloba"),
    ("Lizzie", "Elizabeth"),
    ("James", "Oliver James"),
]
NEAR = [
    ("Olivr", "Oliver"),
    ("Isabelle", "Isabella"),
    ("Jonathon", "Jonatan"),
    ("Stefan", "Stephen"),
    ("Kate", "Katie"),
    ("Mohammed", "Muhammad Hassan"),
    ("Noor Aisha", "Noor Fatima"),
    ("James Oliver", "James Peter"),
]
DIFFERENT = [
    ("Oliver", "Olivia"),
    ("Hassan", "Hussain"),
    ("Muhammad Hassan", "Mohammed Hussain"),
    ("Syed Ali", "Syed Hassan"),
    ("Jayden", "Kayden"),
    ("Emma", "Emily"),
    ("Lizzie", "Beth"),
    ("Ali", "Ala"),
    ("Oliver", "Emily"),
]


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [(*pair, "equal") for pair in EQUAL]
    + [(*pair, "nickname") for pair in SHORT]
    + [(*pair, "near") for pair in NEAR]
    + [(*pair, "different") for pair in DIFFERENT]
    + [("O", "Oliver", "initial"), ("", "Oliver", "missing"), ("Baby", "Oliver", "missing"), ("?", "?", "missing")],
)
def test_forenames(a: str, b: str, said: str) -> None:
    if said == "equal" and fold(a).split()[0] != fold(b).split()[0]:
        assert forenames_compatible(a, b) in ("equal", "nickname")
    else:
        assert forenames_compatible(a, b) == said
    assert forenames_compatible(a, b) == forenames_compatible(b, a)


@given(st.text(max_size=30), st.text(max_size=30))
def test_comparing_is_the_same_both_ways(a: str, b: str) -> None:
    assert forenames_compatible(a, b) == forenames_compatible(b, a)
    assert compare_surnames(a, b) == compare_surnames(b, a)


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=20))
def test_a_name_is_its_own(name: str) -> None:
    assert forenames_compatible(name, name) in ("equal", "missing")
    assert compare_surnames(name, name) in ("equal", "missing")


def test_names_a_child_goes_by() -> None:
    names = given_names("Muhammad Yousaf", "Joe", ("Jo-Jo",))
    assert names.first == "yusuf"
    assert {"yusuf", "joe"} <= names.called
    assert "muhammad" in names.middle
    assert names.every == names.called | names.middle
    assert not given_names("Baby", "")
    assert given_names("Baby", "").placeholder
    assert given_names("Unknown", "Ollie").first == "ollie"
    assert compare_given_names(given_names("Oliver", "Ollie"), given_names("Ollie")) == "equal"


@pytest.mark.parametrize("written", ["Baby", "baby girl", "Unknown", "Twin One", "twin 2", "CHILD", "NFA", "Not known"])
def test_placeholders(written: str) -> None:
    assert is_placeholder(written)


@pytest.mark.parametrize("written", ["", "Oliver", "Bobby", "Unity", "Chile"])
def test_no_placeholders(written: str) -> None:
    assert not is_placeholder(written)


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("Okafor", "OKAFOR ", "equal"),
        ("O'Brien", "O Brien", "equal"),
        ("De La Cruz", "delacruz", "equal"),
        ("Kowalska", "Kowalski", "form"),
        ("Nováková", "Novák", "form"),
        ("Ivanova", "Ivanov", "form"),
        ("Kazlauskaitė", "Kazlauskas", "form"),
        ("Okafor", "Okafor-Smith", "part"),
        ("Smith-Okafor", "Okafor Jones", "part"),
        ("Al-Masri", "Masri", "part"),
        ("Kowalska-Nowak", "Kowalski", "part"),
        ("Smyth", "Smith", "near"),
        ("Okafer", "Okafor", "near"),
        ("Jones", "James", "different"),
        ("Le", "Li", "different"),
        ("", "Okafor", "missing"),
        ("Unknown", "Okafor", "missing"),
    ],
)
def test_surnames(a: str, b: str, said: str) -> None:
    assert compare_surnames(a, b) == said
    assert compare_surnames(b, a) == said
    assert surname_agrees(a, b) == (said in ("equal", "form", "part", "near"))


OF_CUSTOM = """
    Kaur / Kaur => equal | Kaur / Kaur Gill => part | Singh / Singh Gill => part | Kaur Gill / Gill => part
    Kaur Gill / Kaur Sandhu => different | Singh Gill / Singh Sandhu => different | Kaur Gill / Kaur-Gil => near
    Kaur Gill / Singh Gill => part | Kaur Gill Dhillon / Kaur Gill => part | Ali Khan / Ali Hussain => different
    Ali Khan / Ali => part | Ahmed Khan / Ahmad Mirza => different | Ali Khan / Hussain Khan => part
    Mohammed Iqbal / Mohammed Aslam => different | Begum Choudhury / Begum Miah => different | Hussain / Husain => near
    Akhtar Bibi / Akhtar Begum => different | Smith-Jones / Smith-Brown => part | Begum / Bibi => different
"""


@pytest.mark.parametrize(
    "line", [cell.strip() for line in OF_CUSTOM.splitlines() for cell in line.split("|") if cell.strip()]
)
def test_names_of_custom_make_no_family(line: str) -> None:
    a, b, said = line.replace(" => ", " / ").split(" / ")
    assert compare_surnames(a, b) == said
    assert compare_surnames(b, a) == said


def test_parts_of_a_surname() -> None:
    assert surname_parts("Okafor-Smith") == {"okafor", "smith"}
    assert surname_parts("Okafor") == set()
    assert surname_key("Van der Berg") == "vanderberg"
    assert surname_parts("Van der Berg") == {"berg"}


def test_sounds() -> None:
    assert skeleton("philip") == skeleton("filip")
    assert skeleton("hassan") != skeleton("hussain")
    assert nearly_alike("stephen", "stephan")
    assert not nearly_alike("al", "ali")
    assert not nearly_alike("", "ali")


def test_short_forms() -> None:
    assert "ollie" in short_forms_of("oliver")
    assert "oliver" in full_forms_of("ollie")
    assert "emma" not in short_forms_of("emily")


def test_the_lists_are_in_order() -> None:
    """A spelling on two lines would make two names one."""
    spellings = [word for line in lines("spellings.txt") for word in line.split()]
    assert len(spellings) == len(set(spellings))
    assert all(word == fold(word) for word in spellings)
    shorts = [word for line in lines("short_forms.txt") for word in line.replace(":", " ").split()]
    assert all(word == fold(word) for word in shorts)
    assert len(_spellings()) > 1500
    assert len(_short_forms()) > 250
