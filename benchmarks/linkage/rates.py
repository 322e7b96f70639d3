"""How often things happen in the benchmark's force, and where each rate comes from; ``assumed``: nobody counted."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class ErrorRates:
    """Shares between 0 and 1, or relative weights where a tuple says so.

    What the roll and the officers get wrong is drawn child by child. An officer in a hurry gets everything wrong more
    often: slips come together, as they do in life.
    """

    # --- whose families live here ---
    # Shares of name groups: census 2021 of Staffordshire and Stoke-on-Trent, with more children in younger groups.
    groups: tuple[tuple[str, float], ...] = (
        ("english", 0.800),
        ("pakistani", 0.060),
        ("polish", 0.034),
        ("african", 0.026),
        ("indian", 0.024),
        ("welsh", 0.016),
        ("romanian", 0.015),
        ("arabic", 0.014),
        ("bangladeshi", 0.011),
    )
    leaning: int = 1  # surnames of odd (1) or even (0) place in the list are three times as frequent: two populations
    rare_surnames: float = 0.22  # of English families, a name of the long tail that the list does not have: assumed
    own_spelling: float = 0.07  # parents spell a common forename their own way: assumed
    # Children of one mother, 1 to 6. ONS: of women born in 1975, 18 to 19 % had one child, 37 % two, 27 % more; here
    # counted among those who have a child, and tuned to 1.79 pupils in a household.
    family_size: tuple[float, ...] = (0.245, 0.42, 0.205, 0.08, 0.035, 0.015)
    # ONS, births 2022: 14.6 maternities with a multiple birth per 1,000; fewer here, as unlike twins count alike.
    twins: float = 0.0083
    alliterates: float = 0.07  # a sibling's forename begins like the one before: assumed
    middle_name: float = 0.62  # assumed
    hyphened_forename: float = 0.035  # Lacey-Mae: assumed
    mothers_surname: float = 0.14  # assumed
    double_barrelled: float = 0.06  # assumed
    step_family: float = 0.11  # children of an earlier father in the home. ONS 2021: 8.8 % of couple families
    takes_step_name: float = 0.10  # of these, known at school by the step-father's surname: assumed
    muhammad_first: float = 0.45  # Muslim families whose boys are all Muhammad before their own name: assumed
    punjabi: float = 0.50  # Indian families with Singh and Kaur: assumed
    own_second_name: float = 0.30  # African and Arabic children with the father's forename for a surname: assumed
    womens_surname: float = 0.30  # Pakistani and Bangladeshi girls called Bibi, Begum, Khatun: assumed
    feminine_form: float = 0.80  # Polish daughters in -ska on the roll: assumed

    # --- who is not on the roll ---
    left_at_16: float = 0.40  # of 16 and 17 year olds, at a college or at work. DfE: under half are in schools
    elsewhere: float = 0.022  # of school age: home, independent or no school. DfE 2024: 1.4 % at home, 0.5 % missing
    twin_elsewhere: float = 0.15  # of twins, one is in a school that the roll does not cover: assumed

    # --- what the roll gets wrong or leaves out ---
    no_upn: float = 0.006  # assumed
    duplicate_upn: float = 0.003  # bears another pupil's number: assumed
    uprn: float = 0.55  # the home's number is there: assumed
    known_as: float = 0.08  # assumed
    previous_surname: float = 0.30  # of those who took a step-name: assumed
    roll_name_slip: float = 0.006  # forename or surname mistyped: assumed
    roll_birth_slip: float = 0.0015  # HES, BMC Med Res Methodol 2017: 0.1 % of recorded birth dates differ
    roll_no_home: float = 0.004  # assumed
    roll_capitals: float = 0.02  # assumed

    # --- who is named in an incident ---
    named: float = 0.85  # a child of the home, of school age: assumed
    small_named: float = 0.23  # one below school age: tuned to 11.3 % of all children named being off the roll
    strangers: float = 0.035  # incidents with a family of which no child is on the roll: assumed
    adults_known: float = 0.85  # the report names a parent beside the child: assumed
    both_adults: float = 0.60  # ... and both of them: assumed

    # --- the officer ---
    hurried: float = 0.30  # share of incidents: assumed
    hurried_times: float = 1.9  # so many times the rates below; the others so many fewer that the mean stays: assumed

    # ... and the forename. ALSPAC (Int J Popul Data Sci): two collections differ in 12 % of forenames and 18 % of
    # surnames, changes of name included; a report at a door at night is taken to be about twice as far off.
    nickname: float = 0.24
    by_rule: float = 0.35  # a name without a listed short form or spelling gets one by rule, so many times as often
    respelt: float = 0.22  # of names of the groups with more than one way of writing them
    misheard: float = 0.070
    mistyped: float = 0.040
    middle_called: float = 0.022
    initial: float = 0.005
    placeholder: float = 0.006
    placeholder_baby: float = 0.15  # under a year old
    half_forename: float = 0.35  # Lacey for Lacey-Mae
    drops_muhammad: float = 0.55
    only_muhammad: float = 0.10
    all_forenames: float = 0.16  # middle names too
    known_as_said: float = 0.55  # of those with a called name
    names_swapped: float = 0.005  # forename and surname in each other's box

    # ... the surname
    other_parents: float = 0.33  # of children whose surname differs from that of an adult in the home
    half_surname: float = 0.40
    surname_respelt: float = 0.18
    surname_misheard: float = 0.055
    surname_mistyped: float = 0.040
    mens_form: float = 0.40  # Kowalski for Kowalska
    no_surname: float = 0.006

    # ... the birth date. All assumed: no published figure for dates said at a door
    day_month: float = 0.014
    digit: float = 0.028
    year_out: float = 0.015
    siblings_birthday: float = 0.012
    month_only: float = 0.007
    year_only: float = 0.022
    age_only: float = 0.055
    age_wrong: float = 0.15  # of ages
    no_birth_date: float = 0.028

    # ... and the rest
    sex_missing: float = 0.04
    sex_wrong: float = 0.004
    upn_known: float = 0.01
    another_home: float = 0.25  # moved, at the other parent's, or the roll is old: assumed
    near_home: float = 0.25  # of these, in the same street
    anothers_home: float = 0.08  # ... at one where the roll still has, or rightly has, another family: assumed
    two_homes: float = 0.08  # a second home is given too
    no_home: float = 0.03
    no_postcode: float = 0.05
    no_house: float = 0.03
    postcode_mistyped: float = 0.015
    street_shortened: float = 0.40


TESTING = ErrorRates()
"""What methods are judged on. Set once, so that exact name and date find about 48 % of children; frozen since."""

TRAINING = replace(
    TESTING,
    groups=(
        ("english", 0.720),
        ("pakistani", 0.085),
        ("polish", 0.050),
        ("african", 0.030),
        ("indian", 0.045),
        ("welsh", 0.010),
        ("romanian", 0.025),
        ("arabic", 0.020),
        ("bangladeshi", 0.015),
    ),
    leaning=0,
    rare_surnames=0.32,
    own_spelling=0.04,
    family_size=(0.22, 0.43, 0.215, 0.085, 0.035, 0.015),
    double_barrelled=0.09,
    step_family=0.08,
    hurried=0.20,
    hurried_times=2.4,
    nickname=0.14,
    by_rule=0.15,
    respelt=0.30,
    misheard=0.035,
    mistyped=0.050,
    half_surname=0.28,
    other_parents=0.20,
    surname_mistyped=0.050,
    surname_misheard=0.020,
    day_month=0.022,
    digit=0.018,
    siblings_birthday=0.005,
    age_only=0.030,
    year_only=0.035,
    another_home=0.33,
    roll_birth_slip=0.003,
)
"""What methods may learn from: other people, other habits, other seeds. None of its rates is fitted to the other."""
