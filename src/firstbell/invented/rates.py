"""How often things happen in the invented area, and where each rate comes from; ``assumed``: nobody counted."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares between 0 and 1, or relative weights where a tuple says so."""

    # --- families ---
    # Pupils of one household at school at once, 1 to 5: assumed.
    pupils_in_family: tuple[float, ...] = (0.47, 0.38, 0.115, 0.028, 0.007)
    # ONS: 14.6 maternities with a multiple birth per 1,000 in 2022; it is drawn for each birth after a first child.
    twins: float = 0.030
    # ONS 2015: 169 triplet and 11,073 multiple maternities.
    triplets_of_multiples: float = 0.015
    # Kinds of household: assumed, from about a quarter lone parents and a tenth step-families.
    kinds: tuple[tuple[str, float], ...] = (
        ("couple", 0.58),
        ("lone", 0.22),
        ("step", 0.10),
        ("new_partner", 0.07),
        ("grandparents", 0.018),
        ("cousin", 0.006),
        ("aunt", 0.006),
    )
    baby: float = 0.16  # a child under school age beside them: assumed
    off_roll: float = 0.02  # a child of school age whom no roll has: assumed
    double_barrelled: float = 0.07  # assumed
    mothers_surname: float = 0.14  # assumed
    takes_step_name: float = 0.06  # a step-child's roll has the step-father's surname: assumed
    moved_home: float = 0.09  # within two years: assumed
    roll_has_old_address: float = 0.35  # of those who moved: assumed
    other_parent_far: float = 0.05  # the other parent lives in another force's area: assumed

    # --- where children are educated ---
    # DfE, autumn 2024: 1.4 % of children aged 5 to 16 are home educated; 39,200 were missing education, 0.5 %.
    ehe: float = 0.014
    cme: float = 0.005
    special: float = 0.018  # assumed, near the share that DfE gives for special schools
    independent: float = 0.025  # assumed: less than England as a whole
    dual: float = 0.004  # dual registration with a unit or special school, aged 9 and over: assumed
    guest: float = 0.001  # assumed
    moved_school: float = 0.035  # changed school since September: assumed
    left: float = 0.004  # left a school since September and is on no roll: assumed
    claimed_twice: float = 0.0015  # two authorities or schools hold a current single registration: assumed
    college: float = 0.58  # of those over 16 on a roll, at a college: assumed
    with_sibling: float = 0.9  # goes to a sibling's school where that takes the age: assumed

    # --- what rolls get wrong ---
    no_upn: float = 0.006  # besides independents, home educated and nursery: assumed
    known_as: float = 0.08  # a called name beside the forenames: assumed
    middle_name: float = 0.62  # assumed
    capitals: float = 0.02  # surname in capitals: assumed

    # --- what officers get wrong, per child ---
    # ALSPAC (Int J Popul Data Sci): within-person disagreement between two collections in 12 % of forenames and 18 % of
    # surnames, changes of name included. Its parts below are assumed; together they are near it.
    nickname: float = 0.055
    misheard: float = 0.035
    mistyped: float = 0.020
    respelt: float = 0.16  # of names with several accepted spellings
    initial: float = 0.004
    surname_mistyped: float = 0.03
    surname_respelt: float = 0.16
    other_surname: float = 0.30  # of children whose surname differs from the reporting parent's
    half_surname: float = 0.30  # of double-barrelled surnames
    # Health records differ in 0.1 % (HES, BMC Med Res Methodol 2017); a doorstep at night is assumed to be far worse.
    day_month: float = 0.012
    digit: float = 0.020
    siblings_birthday: float = 0.006
    month_only: float = 0.006
    year_only: float = 0.012
    age_only: float = 0.060
    no_birth_date: float = 0.015
    old_address: float = 0.30  # of those who moved
    other_partys_address: float = 0.05
    no_residence: float = 0.35
    states_school: float = 0.45
    suspect_states_school: float = 0.10
    nominal: float = 0.55  # the force's stable number is known

    # --- incidents ---
    without_children: float = 0.10  # of the incidents that are not a named case; a real year has more (see `YEAR`)
    not_flagged: float = 0.01
    second_version: float = 0.06
    both_roles: float = 0.04
    repeat: float = 0.02  # the same family again
    # What is written down of a party, and how often it was asked and not said: assumed.
    characteristics: tuple[tuple[str, float], ...] = (
        *(("ethnicity", 0.7), ("disability", 0.5)),
        *(("sexual_orientation", 0.3), ("relationship", 0.85)),
    )
    not_stated: float = 0.06
    disabled: float = 0.2  # assumed
    orientations: tuple[int, ...] = (94, 2, 3, 1)  # straight, gay or lesbian, bisexual, other: assumed
    female_victim: float = 0.80  # assumed: most victims are women, not all
    crime: float = 0.60  # ONS, year to March 2025: 816,493 crimes of 1,350,460 reports

    # --- directory ---
    unverified: float = 0.03  # assumed, as is what follows
    no_contact: float = 0.01
    shares_staff: float = 0.12
    inset_on_friday: float = 0.03

    hours: tuple[int, ...] = field(default=(6, 5, 4, 3, 2, 2, 2, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 7, 8, 9, 10, 10, 9, 8))


RATES = Rates()

# A whole year as a force has it: 18,245 reports (Staffordshire, 2020/21) with about 13,000 children in them.
# Of Suffolk's couples 76 % were reported once only in five years: about a quarter repeat.
YEAR = Rates(without_children=0.58, repeat=0.25)
