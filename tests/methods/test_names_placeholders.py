"""What stands in a forename's place and is none; and how a child is called, said among its forenames."""

import pytest

from firstbell.pure.names import compare_given_names, compare_surnames, given_names, is_placeholder

NO_NAME = """
    baby | baby boy okafor | Baby Girl Smith | b/o Sarah | B/O SARAH KHAN | s/o Maria | d/o Amina | infant of Sarah
    twin one | twin 1 of 2 | Twin A | TWIN2 | triplet 3 | unborn | unborn baby | UBB | bump | foetus | newborn
    stillborn | nk | n/k | N/A | u/k | unk | unknown | unknown child 1 | Not known | not given | not stated
    not yet named | name unknown | no name | none | none given | nil | tba | TBC | male | Male child | female child
    boy | girl | boy 1 | child | child 2 | son | son of Sarah | son 1 | daughter | sibling 2 | sister
    younger brother | eldest | toddler | forename unknown | first child | second twin | FNU | refused | withheld
    xx | X | na | Master | Miss | unnamed male
"""
A_NAME = """
    Babajide | Babyn | Boyd | Childs | Nam | Nan | Non | Unity | Chile | Bobby | Sonny | Sonia | Son Tung | Na Young
    Nil Ece | Infantino | Twinkle | Malek | Girlie | Natasha | Boy George | Nona | Xanthe | Oliver | Master Oliver
    Miss Amelia | Unkas | Daughtry | Kidane | Brother Elijah | عائشة | Юлія
"""


def _cells(table: str) -> list[str]:
    return [cell.strip() for line in table.strip().splitlines() for cell in line.split("|")]


@pytest.mark.parametrize("written", _cells(NO_NAME))
def test_no_name(written: str) -> None:
    for said in (written, written.upper(), written.lower(), written.title(), f" {written}. "):
        assert is_placeholder(said)
        assert given_names(said).placeholder
        assert not given_names(said)


@pytest.mark.parametrize("written", _cells(A_NAME))
def test_a_name(written: str) -> None:
    for said in (written, written.upper(), written.lower()):
        assert not is_placeholder(said)
        assert given_names(said)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        # how a child is called
        ("Oliver (known as Ollie)", "Ollie", "equal"),
        ("Oliver (Ollie)", "Ollie", "equal"),
        ('Oliver "Ollie" James', "Ollie", "equal"),
        ('Oliver "Ollie" James', "Oliver James", "equal"),
        ("Oliver ‘Ollie’ James", "Ollie", "equal"),
        ("Aleksandra, goes by Ola", "Ola", "equal"),
        ("Chukwuemeka aka Charles", "Charles", "equal"),
        ("Oliver James", "James", "middle"),
        ("Unknown (known as Ollie)", "Ollie", "equal"),
        ("Baby (twin)", "Oliver", "missing"),
        ("Oliver (twin one)", "Oliver", "equal"),
        # double forenames
        ("Mary-Kate", "Mary Kate", "equal"),
        ("Mary-Kate", "Marykate", "equal"),
        ("Mary Kate", "Marykate", "equal"),
        ("Mary‑Kate", "mary – kate", "equal"),
        ("Mary-Kate", "Kate", "middle"),
        ("Mary-Kate", "Mary-Ann", "kin"),
        # initials and titles
        ("O.", "Oliver", "initial"),
        ("O J", "Oliver James", "initial"),
        ("Oliver J.", "Oliver James", "equal"),
        ("O", "Emily", "different"),
        ("Master Oliver", "Oliver", "equal"),
        ("Miss. Amelia", "Amelia", "equal"),
        # apostrophes of all kinds
        ("D'Andre", "D’andre", "equal"),
        ("D`Andre", "Dandre", "equal"),
        ("Ta'Lia", "TAʼLIA", "equal"),
    ],
)
def test_called(one: str, other: str, said: str) -> None:
    assert compare_given_names(given_names(one), given_names(other)) == said
    assert compare_given_names(given_names(other), given_names(one)) == said


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("O'Brien", "O’Brien", "equal"),
        ("O`Brien", "O Brien", "equal"),
        ("OʼBrien", "OBRIEN", "equal"),
        ("McDonald", "Mc Donald", "equal"),
        ("McDonald", "MacDonald", "form"),
        ("Mac Donald", "Mcdonald", "form"),
        ("Mackenzie", "McKenzie", "form"),
        ("Macey", "Mcgee", "different"),
        ("N/K", "Okafor", "missing"),
        ("not known", "Okafor", "missing"),
        ("No surname given", "Okafor", "missing"),
        ("Na", "Okafor", "missing"),
        ("Nam", "Nam", "equal"),
        ("Childs", "Childs", "equal"),
    ],
)
def test_surnames(one: str, other: str, said: str) -> None:
    assert compare_surnames(one, other) == said
    assert compare_surnames(other, one) == said
