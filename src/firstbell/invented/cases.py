"""The named cases that every night of the invented area has: a family, what happened to it, what is special.

A table: most follow the list of cases that every release must pass, in its order. ``tests/methods`` checks each one.
"""

from dataclasses import dataclass
from datetime import date

from firstbell.invented.tellings import Telling
from firstbell.invented.wishes import ChildWish, Wish

C = ChildWish
T = Telling
SUSPECTS_HOME = Telling("partner", "father", where="suspect")


@dataclass(frozen=True, slots=True)
class StaffWish:
    """A part of the family works at a child's school. ``mark``: ``same`` (it is the person), ``no_birth_date`` or
    ``other_birth_date`` (somebody of the name), ``lead`` (the person is the school's first contact as well)."""

    part: str
    role: str
    mark: str = "same"
    child: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """``labels`` names single children otherwise than the case; ``inset`` and ``away`` say of which child's school
    it is an INSET day on the Friday, or the first contact is on leave."""

    wish: Wish
    tellings: tuple[Telling, ...] = (Telling(),)
    staff: tuple[StaffWish, ...] = ()
    labels: tuple[str, ...] = ()
    inset: int | None = None
    away: int | None = None

    @property
    def name(self) -> str:
        return self.wish.case

    def label(self, child: int) -> str:
        return self.labels[child] if child < len(self.labels) else self.name


def _case(
    name: str,
    kind: str,
    children: tuple[ChildWish, ...],
    *tellings: Telling,
    staff: tuple[StaffWish, ...] = (),
    labels: tuple[str, ...] = (),
    inset: int | None = None,
    away: int | None = None,
    group: str = "english",
    names: str = "",
    district: str = "",
    far: str = "",
    far_too: str = "",
    moved: bool = False,
    refuge: bool = False,
    father: str = "",
    mother: str = "",
) -> Case:
    wish = Wish(kind, children, name, group, names, district, far, far_too, moved, refuge, father, mother)
    return Case(wish, tellings or (Telling(),), staff, labels, inset, away)


FAMILIES = (
    _case("twins_in_one_school", "couple", (C(8, "school"), C(8, "same_school", with_last=True))),
    _case("twins_in_two_schools", "couple", (C(12, "school"), C(12, "other_school", with_last=True))),
    _case(
        "triplets", "lone", (C(6, "school"), C(6, "same_school", with_last=True), C(6, "same_school", with_last=True))
    ),
    _case("primary_secondary_and_college", "couple", (C(16, "college"), C(13, "school"), C(7, "school"))),
    _case(
        "half_sibling_and_step_family",
        "step",
        (C(10, "school"), C(5, "school", "second")),
        T("mother", "partner"),
        labels=("step_child", "half_sibling"),
    ),
    _case("contact_child_at_the_other_home", "new_partner", (C(9, "school"),), SUSPECTS_HOME),
    _case(
        "contact_child_recorded_at_the_other_home",
        "new_partner",
        (C(6, "school"),),
        T("partner", "father", where="suspect", residence=("other_party",)),
    ),
    _case("cousin_as_carer", "cousin", (C(7, "school"),), T("carer", "partner")),
    _case("grandparents_as_carers", "grandparents", (C(8, "school"),), T("grandmother", "mother")),
    _case("namesakes", "couple", (C(9, "school"),)),
    _case(
        "home_educated_with_a_sibling_in_school",
        "couple",
        (C(12, "ehe"), C(8, "school")),
        labels=("home_educated", "sibling_of_home_educated"),
    ),
    _case(
        "missing_education_and_on_no_roll",
        "couple",
        (C(10, "cme"), C(7, "")),
        labels=("missing_education", "on_no_roll"),
    ),
    _case("dual_registration", "lone", (C(13, "dual"),)),
    _case("boards_out_of_area", "couple", (C(13, ""),), T(stated=("=boards at Repton School, Derbyshire",))),
    _case(
        "boarder_from_another_force",
        "two_mothers",
        (C(14, "boarding", home="far"),),
        T("partner", "father"),
        far="derbyshire",
        far_too="derbyshire",
    ),
    _case("school_in_wales", "lone", (C(11, ""),), T(stated=("=Ysgol Clywedog in Wrexham",))),
    _case("school_in_scotland", "lone", (C(9, ""),), T(stated=("=a primary school in Perth, Scotland",))),
    _case(
        "nursery_class_and_baby",
        "couple",
        (C(3, "nursery"), C(0, "")),
        labels=("nursery_class", "baby"),
    ),
    _case(
        "victim_of_sixteen",
        "courting",
        (C(16, "college", sex="F"),),
        T("child:0", "boyfriend", where="public", listed=(0,)),
    ),
    _case(
        "suspect_of_seventeen",
        "couple",
        (C(17, "sixth", born=date(2008, 5, 20)), C(10, "school")),
        T("mother", "child:0"),
        labels=("suspect_of_seventeen", "sibling_of_the_suspect"),
    ),
    _case("victim_under_sixteen", "couple", (C(14, "school"),), T("child:0", "father")),
    _case(
        "turned_eighteen_overnight",
        "couple",
        (C(17, "college", born=date(2008, 2, 13)), C(9, "school")),
        T(at="2026-02-12T22:15"),
        labels=("turned_eighteen_overnight", "sibling_of_eighteen"),
    ),
    _case("moved_school_last_week", "couple", (C(8, "moved_recently"),)),
    _case("moved_since_the_extract", "couple", (C(9, "moved_since"),), T(stated=("exact",))),
    _case(
        "refuge",
        "lone",
        (C(8, "school"), C(5, "same_school")),
        T(where="suspect", protected=True, residence=("given", "none")),
        refuge=True,
    ),
    _case("protected_address", "lone", (C(10, "school"),), T(where="public", protected=True)),
    _case(
        "party_is_the_safeguarding_lead",
        "couple",
        (C(8, "school"),),
        staff=(StaffWish("mother", "Designated safeguarding lead", "lead"),),
    ),
    _case(
        "party_chairs_the_governors",
        "couple",
        (C(7, "school"),),
        staff=(StaffWish("father", "Chair of governors"),),
    ),
    _case("party_is_the_caretaker", "couple", (C(9, "school"),), staff=(StaffWish("father", "Caretaker"),)),
    _case(
        "namesakes_on_the_staff",
        "couple",
        (C(9, "school"), C(12, "other_school")),
        staff=(
            StaffWish("father", "Teacher", "no_birth_date", 0),
            StaffWish("father", "Cook", "other_birth_date", 1),
        ),
        labels=("staff_namesake_without_birth_date", "staff_namesake_born_another_day"),
    ),
    _case(
        "two_incidents_in_one_night",
        "lone",
        (C(7, "school"),),
        T(at="2026-02-12T19:20", nominal=True),
        T(at="2026-02-13T01:45", nominal=True, residence=("none",)),
    ),
    _case("regraded", "couple", (C(8, "school"),), T(later="regrade", errors=(("misheard",),))),
    _case("counter_allegation", "couple", (C(9, "school"),), T(later="counter")),
    _case("historic_incident_reported_now", "lone", (C(9, "school"),), T(where="other", occurred="2021-08-14")),
    _case(
        "reported_at_ten_to_eight",
        "lone",
        (C(7, "saint"),),
        T(at="2026-02-12T07:50", minutes=9, stated=("saint",)),
        labels=("school_said_as_st_marys",),
        district="E06000021",
    ),
    _case("inset_day_before_half_term", "couple", (C(8, "school"),), T(at="2026-02-12T23:05"), inset=0),
    _case(
        "related_or_not",
        "sharing",
        (C(8, "school"), C(7, "school", "friend"), C(5, "school", "none")),
        T(others=("friend",)),
        labels=("related_to_the_parties", "related_to_another_party_only", "related_to_nobody"),
    ),
    _case("relationships_empty", "lone", (C(9, "school"),), T(empty=(0,))),
    _case(
        "live_in_two_other_forces",
        "two_mothers",
        (C(9, "", home="far"), C(6, "", "other_mother", home="too")),
        T("partner", "father"),
        far="cheshire",
        far_too="west-mercia",
        labels=("lives_in_cheshire", "lives_in_west_mercia"),
    ),
    _case(
        "lives_elsewhere_at_school_here",
        "two_mothers",
        (C(8, "school", home="far"), C(10, "", "other_mother", home="too")),
        T("partner", "father"),
        far="west-midlands",
        far_too="derbyshire",
        labels=("lives_in_west_midlands_at_school_here", "lives_in_derbyshire"),
    ),
    _case(
        "school_by_the_suspect_only",
        "lone",
        (C(8, ""),),
        T(stated=("=St Thomas primary",), stated_by="suspect"),
    ),
    _case("not_domestic_abuse", "couple", (C(8, "school"),), T(flagged=False)),
    _case(
        "claimed_twice_and_left",
        "couple",
        (C(12, "claimed_twice"), C(8, "left")),
        labels=("claimed_by_two_authorities", "left_the_roll"),
        district="E07000195",
    ),
    _case(
        "old_number_and_lead_on_leave",
        "couple",
        (C(8, "old_urn"), C(13, "school")),
        labels=("school_became_an_academy", "lead_on_leave"),
        away=1,
    ),
    _case("no_children", "couple", (C(8, "school"),), T(listed=())),
    # --- errors that officers make, two children an incident ---
    _case(
        "spelt_another_way",
        "couple",
        (C(9, "school", sex="F", forenames="Ayesha"), C(6, "school", sex="M", forenames="Mohammed Yusuf")),
        T(errors=(("respelt", "surname_respelt"), ("respelt",))),
        group="pakistani",
        father="Hussain",
        mother="Begum",
    ),
    _case(
        "polish_names",
        "couple",
        (C(9, "school", sex="M", forenames="Łukasz"), C(6, "school", sex="F", forenames="Zuzanna")),
        T(errors=(("respelt", "surname_respelt"), ("nickname",))),
        group="polish",
        father="Wiśniewski",
    ),
    _case(
        "called_names",
        "couple",
        (C(9, "school", sex="M", forenames="Oliver James"), C(6, "school", sex="F", forenames="Charlotte Grace")),
        T(errors=(("nickname",), ("middle_name",))),
        labels=("nickname", "called_by_middle_name"),
    ),
    _case(
        "double_barrelled",
        "lone",
        (C(11, "school"), C(7, "school")),
        T(errors=(("half_surname",), ("other_surname",))),
        names="double",
        father="Bloor",
        mother="Sherratt",
    ),
    _case(
        "misheard_and_mistyped",
        "lone",
        (C(10, "school"), C(7, "school")),
        T(errors=(("misheard",), ("mistyped", "surname_mistyped"))),
        labels=("misheard", "mistyped"),
    ),
    _case(
        "wrong_birth_dates",
        "couple",
        (C(9, "school", born=date(2016, 3, 9)), C(6, "school")),
        T(errors=(("day_month",), ("digit",))),
        labels=("day_and_month_swapped", "one_digit_off"),
    ),
    _case(
        "vague_birth_dates",
        "couple",
        (C(12, "school"), C(9, "school")),
        T(errors=(("year_only",), ("age_only",))),
        labels=("year_only", "age_only"),
    ),
    _case(
        "mothers_surname_for_the_fathers",
        "lone",
        (C(8, "school"),),
        T(errors=(("other_surname",),)),
        father="Colclough",
        mother="Machin",
    ),
    _case(
        "old_address_and_none",
        "couple",
        (C(10, "school"), C(6, "school")),
        T(residence=("old", "none")),
        labels=("old_address", "no_residence"),
        moved=True,
    ),
)
# A pupil with the name and the birth date of the child of `namesakes`, and nothing else to do with it.
DECOY = Case(Wish("couple", (C(9, "school"),), "the_other_namesake", "english", copies="namesakes"), ())
CAST = (*FAMILIES, DECOY)
