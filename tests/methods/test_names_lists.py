"""Which forenames are one child's and which are two children's, community by community."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.names import compare_given_names, compare_surnames, given_names
from firstbell.pure.names.forenames import _short_forms, full_forms_of, short_forms_of, spelling

ONE_SPELT_TWICE = """
    Ayesha Aisha | Haider Hyder | Zunairah Zunaira | Yaqoob Yaqub | Rumaysa Rumaisa | Awais Owais | Cabdi Abdi
    Xasan Hassan | Caasha Aisha | Maxamed Mohamed | Sandeep Sandip | Geeta Gita | Kaavya Kavya | Eryk Erik
    Krystian Cristian | Oliwier Oliver | Łucja Lucia | Yuliia Julia | Iryna Irina | Oleh Oleg | Volodymyr Vladimir
    Tetiana Tatiana | Dominykas Dominikas | Iulian Julian | Iosif Joseph | Ecaterina Catarina | Cai Kai | Jac Jack
    Harri Harry | Alistair Alasdair | Brigid Bridget | Isla Iyla | Macey Macie | Darcy Darcie | Milo Mylo
    Raphael Rafael | Elijah Elija | Teddie Teddy | Kaiden Cayden
"""
ONE_CALLED_SHORT = """
    Fliss Felicity | Rob Robert | Gabby Gabriella | Em Emma | Bert Albert | Mo Mohammed | Raj Rajdeep
    Sukhi Sukhpreet | Kasia Katarzyna | Zuzka Zuzanna | Przemek Przemysław | Tosia Antonina | Lesia Oleksandra
    Dima Dmytro | Nastia Anastasiia | Cata Cătălin | Vali Valentin | Danut Daniel | Femi Oluwafemi | Temi Temitope
    Ebuka Chukwuebuka | Jide Babajide | Gwil Gwilym
"""
SHORT_OR_ITS_OWN = """
    Ollie Oliver | Alfie Alfred | Teddy Theodore | Teddy Edward | Lottie Charlotte | Billie William
    Maisie Margaret | Monty Montgomery | Winnie Winifred | Nate Nathaniel | Adi Aditya | Vlad Vladyslav
    Bridie Bridget | Domas Dominykas | Ella Isabella | Ella Eleanor | Jack Jackson | Jack Jaxon | Jack John
    Katie Caitlin | Millie Emily | Jay James | Harry Henry | Harry Harriet | Harry Harrison | Alex Alexander
    Alex Alexandra | Finn Finley | Lizzie Elizabeth | Tom Tommy | Rosie Rose
"""
NEVER_SHORT = """
    Ryan Adrian | Ronnie Aaron | Jamie Benjamin | Joe Joshua | Ali Alexander | Ronnie Cameron | Eric Frederick
    Emma Emily | Anna Hannah | Nathan Jonathan | Amy Amelia
"""
ALIKE_IN_SOUND = """
    Brody Brodie | Keira Kyra | Lily-May Lillymae | Savannah Savanna | Caleb Kaleb | Nora Norah | Crystal Krystal
    Zacharry Zachary | Harvy Harvey | Okke Oke
"""
A_SLIP_OR_A_CUT = """
    Olivr Oliver | Emliy Emily | Charlote Charlotta | Fredo Frederick | Theodz Theo | Zuzz Zuzanna | Harvy Harry
"""
TWO_CHILDREN = """
    Hassan Hussain | Ella Ellie | Aleksander Aleksandra | Oleksandr Oleksandra | Wiktor Wiktoria | Daniel Daniela
    Andrei Andreea | Stefan Stefania | Mihai Mihaela | Amir Amira | Amina Amna | Zain Zayan | Rayan Ryan
    Yasin Yasir | Sana Sara | Zoya Zoha | Gurpreet Harpreet | Chidi Chidinma | Leo Leon | Lara Laura | Louis Louise
    Martin Martina | Evie Eva | Elsie Ellie | Alfie Archie | Teddy Freddie | Millie Maisie | Layla Lyla
    Mila Milena | Maria Mariam | Sofia Sonia | Natalia Natasha | Jayden Kayden | Amelia Emilia | Temitope Temiloluwa
    Olha Olena | Mary-Kate Mary-Ann | Muhammad-Hassan Muhammad-Hussain | Sion Sian | Tomos Tomasz | Kamil Kamila
    Jakub Jan | Emma Emily | Lizzie Beth | Theo Thea
    Harvey Harry | Mary Martha | Mary Margot | Mary Macy | Mary Marie | Elsa Ella | Lyla Lola | Anya Anna | Anaya Anna
    Harley Harvey | Lily-Mae Mabel | Noah Norah | Samira Sam | Rose Ross | Isla Isabella | Joey Joel | Ellie Eli
    Macy Maisie | Josh Jose | Dennis Denise | Isaiah Isa | Maya May | Leon Leonard | Lily-Rose Rosie
"""


def _pairs(table: str) -> list[list[str]]:
    return [cell.split() for line in table.strip().splitlines() for cell in line.split("|")]


def _compared(one: str, other: str) -> set[str]:
    return {
        compare_given_names(given_names(one), given_names(other)),
        compare_given_names(given_names(other), given_names(one)),
        compare_given_names(given_names(one.upper()), given_names(other.lower())),
    }


@pytest.mark.parametrize(("one", "other"), _pairs(ONE_SPELT_TWICE))
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert _compared(one, other) == {"spelling"}


@pytest.mark.parametrize(("short", "full"), _pairs(ONE_CALLED_SHORT))
def test_one_child_called_short(short: str, full: str) -> None:
    assert _compared(short, full) == {"nickname"}


@pytest.mark.parametrize(("short", "full"), _pairs(SHORT_OR_ITS_OWN))
def test_a_short_form_that_a_sister_may_bear(short: str, full: str) -> None:
    assert _compared(short, full) == {"either"}


@pytest.mark.parametrize(("short", "full"), _pairs(NEVER_SHORT))
def test_what_nobody_is_called_here(short: str, full: str) -> None:
    assert _compared(short, full) <= {"different", "kin"}


@pytest.mark.parametrize(("one", "other"), _pairs(ALIKE_IN_SOUND))
def test_one_name_by_its_sound(one: str, other: str) -> None:
    assert _compared(one, other) == {"sound"}


@pytest.mark.parametrize(("one", "other"), _pairs(A_SLIP_OR_A_CUT))
def test_a_slip_needs_a_name_that_few_bear(one: str, other: str) -> None:
    assert _compared(one, other) <= {"near", "cut"}


@pytest.mark.parametrize(("one", "other"), _pairs(TWO_CHILDREN))
def test_two_children_of_a_family(one: str, other: str) -> None:
    assert _compared(one, other) <= {"different", "begins", "kin"}


def test_no_name_is_short_for_itself() -> None:
    """A spelling that stands for a full name and for its short form would make the list say nothing."""
    assert not [(full, short) for full in _short_forms() for short in short_forms_of(full) if short == spelling(full)]


def test_a_full_name_is_found_from_every_short_form() -> None:
    assert all(full in full_forms_of(short) for full, shorts in _short_forms().items() for short in shorts)


ANYTHING = st.text(max_size=25) | st.sampled_from([name for pair in _pairs(TWO_CHILDREN) for name in pair])


@given(ANYTHING, ANYTHING, ANYTHING)
def test_comparing_knows_no_order_and_no_capitals(one: str, other: str, called: str) -> None:
    said = compare_given_names(given_names(one, called), given_names(other))
    assert said == compare_given_names(given_names(other), given_names(one, called))
    assert said == compare_given_names(given_names(one.upper(), called.upper()), given_names(other.upper()))
    assert compare_surnames(one, other) == compare_surnames(other, one) == compare_surnames(one.upper(), other)
