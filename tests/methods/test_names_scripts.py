"""Names in Arabic script, Cyrillic, Greek and the scripts of India, beside the same names in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.names import compare_given_names, compare_surnames, fold, given_names
from firstbell.pure.names.lists import lines
from firstbell.pure.names.scripts import in_latin

ONE_NAME = [
    # Arabic script: Arabic, Persian, Urdu, Sorani
    ("محمد", "Mohammed"),
    ("مُحَمَّد", "Muhammad"),
    ("عائشة", "Aisha"),
    ("عایشه", "Ayesha"),
    ("فاطمة", "Fatima"),
    ("علي", "Ali"),
    ("حسن", "Hassan"),
    ("حسین", "Hussain"),
    ("يوسف", "Yusuf"),
    ("عمر", "Omar"),
    ("زينب", "Zainab"),
    ("ليلى", "Layla"),
    ("إبراهيم", "Ibrahim"),
    ("سليمان", "Sulaiman"),
    ("خديجة", "Khadija"),
    ("عبد الله", "Abdullah"),
    ("عبدالرحمن", "Abdul Rahman"),
    ("عبد الرحمن", "Abdulrahman"),
    ("محمد علی", "Muhammad Ali"),
    ("شێرکۆ", "Sherko"),
    ("کاوە", "Kawa"),
    # Cyrillic: Ukrainian, Russian, Bulgarian
    ("Олександр", "Oleksandr"),
    ("Олександр", "Aleksander"),
    ("Юлія", "Yuliia"),
    ("Юлія", "Julia"),
    ("Дмитро", "Dmytro"),
    ("Сергій", "Serhii"),
    ("Ганна", "Hanna"),
    ("Ирина", "Irina"),
    ("Георги", "Georgi"),
    ("Алёна", "Alena"),
    # Greek
    ("Γιώργος", "Giorgos"),
    ("ΔΗΜΉΤΡΙΟΣ", "Dimitrios"),
    ("Ευάγγελος", "Evangelos"),
    # Hindi, Bengali, Punjabi
    ("अमित", "Amit"),
    ("प्रिया", "Priya"),
    ("मोहम्मद", "Mohammed"),
    ("ফাতেমা", "Fatima"),
    ("ਗੁਰਪ੍ਰੀਤ", "Gurpreet"),
    ("ਹਰਪ੍ਰੀਤ", "Harpreet"),
]
ANOTHER_NAME = [
    ("حسن", "Hussain"),
    ("حسين", "Hassan"),
    ("محمد", "Ahmed"),
    ("مريم", "Amira"),
    ("علي", "Eli"),
    ("ਗੁਰਪ੍ਰੀਤ", "Harpreet"),
]
NO_LIST_KNOWS_IT = [
    ("Щербан", "shcherban"),
    ("Євгенія", "yevheniia"),
    ("Хрущёва", "khrushcheva"),
    ("المصري", "al masri"),
    ("پرویز", "parwiz"),
    ("बोस", "bos"),
    ("রহমান", "rahman"),
    ("ज़ैनब", "zainab"),
    ("王伟", "wang wei"),
    ("გიორგი", "giorgi"),
    ("😀 Oliver ✓", "oliver"),
    ("𝐀𝐛𝐛𝐢𝐞", "abbie"),
    ("Oli\N{SOFT HYPHEN}ver", "oliver"),
]


@pytest.mark.parametrize(("written", "latin"), ONE_NAME)
def test_one_name_in_two_scripts(written: str, latin: str) -> None:
    assert compare_given_names(given_names(written), given_names(latin)) in ("equal", "spelling")


@pytest.mark.parametrize(("written", "latin"), ANOTHER_NAME)
def test_another_name_stays_another(written: str, latin: str) -> None:
    assert compare_given_names(given_names(written), given_names(latin)) == "different"


def test_a_boys_and_a_girls_name_in_two_scripts() -> None:
    assert compare_given_names(given_names("Олександра"), given_names("Oleksandr")) == "kin"


@pytest.mark.parametrize(("written", "latin"), NO_LIST_KNOWS_IT)
def test_a_rare_name_goes_by_its_letters(written: str, latin: str) -> None:
    assert fold(written) == latin


@pytest.mark.parametrize(
    ("written", "latin", "said"),
    [
        ("المصري", "Al-Masri", "equal"),
        ("Шевченко", "Shevchenko", "equal"),
        ("Коваль", "Koval", "equal"),
        ("Иванова", "Ivanov", "form"),
        ("ਸਿੰਘ", "Singh", "equal"),
        ("خان", "Khan", "equal"),
    ],
)
def test_surnames_in_two_scripts(written: str, latin: str, said: str) -> None:
    assert compare_surnames(written, latin) == said


WRITTEN = st.text(max_size=30) | st.text(
    st.characters(min_codepoint=0x0370, max_codepoint=0x0CFF, categories=["L", "M"]), max_size=12
)


@given(WRITTEN)
def test_every_text_comes_out_in_latin_letters(text: str) -> None:
    assert in_latin(text.casefold()).isascii()
    assert fold(fold(text)) == fold(text)


@given(WRITTEN)
def test_capitals_change_nothing(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(text.lower()) == fold(text.casefold())


def test_the_list_is_in_order() -> None:
    """A name of another script on two lines would be two names."""
    others = [word for line in lines("other_scripts.txt") for word in line.split()[1:]]
    assert len(others) == len(set(others)) > 5000
    assert all(line.split()[0] == fold(line.split()[0]) for line in lines("other_scripts.txt"))
