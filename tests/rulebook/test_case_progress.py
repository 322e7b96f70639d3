"""Case progress: the stages and outcomes of a case, and who lets an outcome stand."""

from dataclasses import replace
from datetime import date

import pytest

from firstbell.pure.refusal import Refused
from firstbell.responses.case_progress.rules import outcomes, parties, reviewing, stages
from firstbell.responses.case_progress.rules.outcomes import OutcomeCode, Standing
from firstbell.responses.case_progress.rules.reviewing import EVIDENCE, Proposal
from rulebook.invented import incident
from rulebook.tables import Page, Row, Table, each_row, verdict_of

TODAY = date(2027, 1, 29)
WRITTEN = "Written out in a sentence."
OLD = {
    "A": OutcomeCode("A", "Old words", date(2014, 4, 1), date(2026, 12, 31), "out_of_court"),
    "B": OutcomeCode("B", "New words", date(2027, 1, 1), None, "out_of_court"),
    "C": OutcomeCode("C", "Other words", date(2014, 4, 1), None, "no_suspect"),
}
"""Codes that do not exist: none of the real ones has ended, as far as we know."""


def _known(text: str) -> dict[str, date]:
    """``reported 11, charge 14``: days of January 2027."""
    words = [one.split() for one in text.split(", ") if one]
    return {stage: date(2027, 1, int(day)) for stage, day in words}


def recording(known: str, stage: str, on: str) -> tuple[str, ...]:
    return verdict_of(stages.may_record, stage, date.fromisoformat(on), _known(known), TODAY)


def correcting(known: str, stage: str, into: str, why: str) -> tuple[str, ...]:
    on = None if into == "never" else date.fromisoformat(into)
    return verdict_of(stages.may_correct, stage, on, why, _known(known), TODAY)


def naming(stage: str, crime: str, suspect: str) -> tuple[str, ...]:
    return verdict_of(stages.may_name, stage, crime, suspect)


def having(code: str, on: str, known: str, supports: str) -> tuple[str, ...]:
    case = Standing(_known(known) or {stages.REPORTED: date(2014, 1, 1)}, {"yes": True, "no": False}.get(supports))
    return verdict_of(outcomes.may_have, code, date.fromisoformat(on), case, TODAY)


def instead(code: str, on: str) -> tuple[str, ...]:
    try:
        outcomes.may_have(code, date.fromisoformat(on), Standing({stages.REPORTED: date(2014, 1, 1)}), TODAY, OLD)
    except Refused as no:
        return ("no", no.remedy)
    return ("yes", "")


def in_one_step(code: str) -> tuple[str, ...]:
    return verdict_of(reviewing.may_record_at_once, outcomes.codes()[code])


def proposing(code: str, why: str, waits: str) -> tuple[str, ...]:
    return verdict_of(reviewing.may_propose, outcomes.codes()[code], why, waits == "yes")


def looking(found: str, conclusion: str, why: str) -> tuple[str, ...]:
    looked = dict.fromkeys(EVIDENCE, False)
    for word in found.split():
        if word.startswith("-"):
            del looked[word[1:]]
        else:
            looked[word] = True
    return verdict_of(reviewing.may_review, Proposal("16", "proposed", "the officer"), looked, conclusion, why)


def approving(status: str, conclusion: str, who: str) -> tuple[str, ...]:
    return verdict_of(reviewing.may_approve, Proposal("16", status, "the officer", conclusion), who)


UP_TO_CHARGE = "reported 11, crime_recorded 12, suspect_identified 12"

PAGE = Page(
    "case-progress",
    "Case progress",
    "A case is one crime with its incident, its victim and its suspect if known. What was recorded is never "
    "overwritten: a later entry counts instead. Codes, their words and their dates were written down from "
    "memory, and a force checks them. Today is Friday 29 January 2027.",
    (
        Table(
            "A stage may be recorded",
            "DOMAIN.md section 5",
            "Each at most once, and not before what it follows. Arrest and CPS referral may be skipped, and nothing "
            "else; an arrest at the scene may come before its crime is recorded, or after the CPS was asked.",
            recording,
            f"""
known                         | stage              | on         => may | why not
reported 11                   | crime_recorded     | 2027-01-11 => yes |
reported 11                   | suspect_identified | 2027-01-11 => yes |
reported 11, suspect_identified 11 | arrest        | 2027-01-11 => yes |
{UP_TO_CHARGE}                | cps_referral       | 2027-01-13 => yes |
{UP_TO_CHARGE}                | charge             | 2027-01-13 => yes |
{UP_TO_CHARGE}, cps_referral 13 | arrest           | 2027-01-14 => yes |
{UP_TO_CHARGE}, charge 14     | prosecution        | 2027-01-15 => yes |
{UP_TO_CHARGE}, charge 14, prosecution 15 | conviction | 2027-01-15 => yes |
{UP_TO_CHARGE} | charge | 2027-01-10 => no | Charge cannot come before: crime recorded, on 12 January 2027.
reported 11 | crime_recorded | 2027-01-10 => no | Crime recorded cannot come before: reported, on 11 January 2027.
{UP_TO_CHARGE}, charge 14 | arrest | 2027-01-15 => no | Arrest cannot come after: charge, on 14 January 2027.
reported 11                   | charge             | 2027-01-13 => no  | Charge needs first: crime recorded.
reported 11, crime_recorded 12 | charge            | 2027-01-13 => no  | Charge needs first: suspect identified.
reported 11                   | arrest             | 2027-01-13 => no  | Arrest needs first: suspect identified.
{UP_TO_CHARGE} | prosecution | 2027-01-15 => no | Prosecution, at its first hearing needs first: charge.
{UP_TO_CHARGE}, charge 14 | conviction | 2027-01-15 => no | Conviction needs first: prosecution, at its first hearing.
{UP_TO_CHARGE} | crime_recorded | 2027-01-12 => no | Crime recorded is recorded already, on 12 January 2027.
reported 11                   | crime_recorded     | 2027-01-30 => no  | 30 January 2027 lies ahead.
reported 11                   | trial              | 2027-01-13 => no  | 'trial' is no stage of a case.
""",
        ),
        Table(
            "A stage may be corrected",
            "ours",
            "By another entry, with why; the entry before stays. A stage that never was goes, unless a later one "
            "needs it.",
            correcting,
            f"""
known | stage | into | why => may | why not
{UP_TO_CHARGE} | suspect_identified | 2027-01-13 | The day was misread in the log. => yes |
{UP_TO_CHARGE} | suspect_identified | never | It was somebody else's brother. => yes |
{UP_TO_CHARGE} | suspect_identified | 2027-01-13 | typo => no | It is not written out why the entry is corrected.
{UP_TO_CHARGE} | arrest | 2027-01-13 | {WRITTEN} => no | 'arrest' is not recorded, so nothing can be corrected.
{UP_TO_CHARGE} | reported | never | {WRITTEN} => no | Every case was reported.
{UP_TO_CHARGE} | reported | 2027-01-13 | {WRITTEN} \
=> no | Reported cannot come after: crime recorded, on 12 January 2027.
{UP_TO_CHARGE}, charge 14 | suspect_identified | never | {WRITTEN} \
=> no | Charge does not stand without: suspect identified.
{UP_TO_CHARGE} | crime_recorded | 2027-01-30 | {WRITTEN} => no | 30 January 2027 lies ahead.
""",
        ),
        Table(
            "Crime and suspect are named with their stage",
            "ours",
            "The force's number of the crime, and the suspect's reference in the incident.",
            naming,
            """
stage              | crime    | suspect => may | why not
crime_recorded     | 21/00042 |         => yes |
suspect_identified |          | P2      => yes |
arrest             |          |         => yes |
crime_recorded | | \
=> no | A crime has its number when it is recorded, and a suspect their reference when identified.
suspect_identified | | \
=> no | A crime has its number when it is recorded, and a suspect their reference when identified.
arrest | 21/00042 | \
=> no | A crime has its number when it is recorded, and a suspect their reference when identified.
charge | | P2 \
=> no | A crime has its number when it is recorded, and a suspect their reference when identified.
""",
        ),
        Table(
            "A case may have an outcome",
            "DOMAIN.md section 5; Home Office outcome codes, to be checked",
            "Of a code that was valid on the day, and that says nothing of the case that its stages or its victim do "
            "not. Without other stages the case was reported in 2014.",
            having,
            f"""
code | on         | stages            | victim supports => may | why not
18   | 2027-01-20 | reported 11       |                 => yes |
1    | 2027-01-20 | {UP_TO_CHARGE}, charge 14 |         => yes |
15   | 2027-01-20 | {UP_TO_CHARGE}    | yes             => yes |
16   | 2027-01-20 | {UP_TO_CHARGE}    | no              => yes |
14   | 2027-01-20 | reported 11       | no              => yes |
22   | 2019-04-01 |                   |                 => yes |
22   | 2019-03-31 |                   |                 => no  | Outcome 22 was not valid on 31 March 2019.
21   | 2015-12-31 |                   |                 => no  | Outcome 21 was not valid on 31 December 2015.
23   | 2027-01-20 | reported 11       |                 => no  | There is no outcome '23'.
16a  | 2027-01-20 | reported 11       |                 => no  | There is no outcome '16a'.
18   | 2027-01-30 | reported 11       |                 => no  | 30 January 2027 lies ahead.
18 | 2027-01-10 | reported 11 | => no | An outcome cannot come before: reported, on 11 January 2027.
16 | 2027-01-11 | {UP_TO_CHARGE} | no \
=> no | An outcome cannot come before: suspect identified, on 12 January 2027.
1 | 2027-01-20 | {UP_TO_CHARGE} | => no | Outcome 1 says: charge. The case does not.
16 | 2027-01-20 | reported 11 | no => no | Outcome 16 says: suspect identified. The case does not.
18 | 2027-01-20 | {UP_TO_CHARGE} | => no | Outcome 18 does not go with: suspect identified.
16 | 2027-01-20 | {UP_TO_CHARGE} | yes \
=> no | Outcome 16 says that the victim does not support the case. The last that was asked of them does not.
16 | 2027-01-20 | {UP_TO_CHARGE} | \
=> no | Outcome 16 says that the victim does not support the case. The last that was asked of them does not.
15 | 2027-01-20 | {UP_TO_CHARGE} | no \
=> no | Outcome 15 says that the victim supports the case. The last that was asked of them does not.
""",
        ),
        Table(
            "What to use instead of a code that was not valid",
            "ours",
            "The codes of its group that were valid on the day; all that were, if there is none. The codes are "
            "invented: A ended with 2026, B began with 2027 in its group, and C stands in another.",
            instead,
            """
code | on         => may | use
A    | 2026-12-31 => yes |
A    | 2027-01-01 => no  | Use one of: B.
B    | 2026-12-31 => no  | Use one of: A.
B    | 2027-01-01 => yes |
C    | 2014-03-31 => no  | Use one of: none.
""",
        ),
        Table(
            "Outcomes in one step",
            "DOMAIN.md section 5",
            "All but the three for want of evidence.",
            in_one_step,
            """
code => may | why not
1    => yes |
13   => yes |
14   => no  | Outcome 14 is not recorded in one step.
15   => no  | Outcome 15 is not recorded in one step.
16   => no  | Outcome 16 is not recorded in one step.
17   => yes |
22   => yes |
""",
        ),
        Table(
            "An outcome for want of evidence may be proposed",
            "DOMAIN.md section 5",
            "With reasons, one at a time.",
            proposing,
            """
code | reasons                                      | another waits => may | why not
16   | She has moved and wants it to be over.       |               => yes |
14   | Nobody would say who it was, nor would she.  |               => yes |
16   | NFA                                          | \
=> no | It is not written out why this outcome is proposed.
16   |                                              | \
=> no | It is not written out why this outcome is proposed.
16 | She has moved and wants it to be over. | yes => no | Another outcome is proposed for this case already.
18   | Nobody was identified by any line of enquiry. |              => no  | Outcome 18 needs no second person.
""",
        ),
        Table(
            "The review",
            "DOMAIN.md section 5",
            "Was a prosecution without the victim considered? Every kind of evidence is looked for; not to have looked "
            "(a dash) is no finding.",
            looking,
            f"""
found | conclusion | why => may | why not
 | cannot_proceed | No camera was on, and nobody heard it. => yes |
body_worn_video call_999 | can_proceed | The video shows all of it. => yes |
-call_999 | cannot_proceed | {WRITTEN} => no | The review does not say: the 999 call.
-forensic | can_proceed | {WRITTEN} => no | The review does not say: forensic evidence, telephones among it.
dog | cannot_proceed | {WRITTEN} => no | 'dog' is nothing that a review looks for.
 | perhaps | {WRITTEN} => no | 'perhaps' is no conclusion.
 | cannot_proceed | no => no | It is not written out what the conclusion rests on.
""",
        ),
        Table(
            "A supervisor lets it stand",
            "DOMAIN.md section 5",
            "Somebody else than the officer who proposed it, and only if the review says that nothing can proceed.",
            approving,
            """
it           | the review says | who         => may | why not
proposed     | cannot_proceed  | a sergeant  => yes |
proposed     | cannot_proceed  | the officer => no  | Whoever proposed an outcome cannot decide on it.
proposed     | cannot_proceed  | The Officer => no  | Whoever proposed an outcome cannot decide on it.
proposed | | a sergeant => no | Nobody has reviewed whether it can be prosecuted without the victim.
proposed | can_proceed | a sergeant => no | The review says that a prosecution without the victim can proceed.
stands       | cannot_proceed  | a sergeant  => no  | Outcome 16 waits for nothing: it stands.
turned_down  | cannot_proceed  | a sergeant  => no  | Outcome 16 waits for nothing: it was turned down.
""",
        ),
    ),
)


@each_row(PAGE)
def test_rules(table: Table, given: Row, then: Row) -> None:
    assert table.rule(*given) == then


def test_there_are_22_codes_each_with_words_and_only_three_need_a_review() -> None:
    found = outcomes.codes()
    assert list(found) == [str(n) for n in range(1, 23)]
    assert all(one.wording for one in found.values())
    assert [one.code for one in found.values() if one.review] == ["14", "15", "16"]
    assert {one.needs for one in found.values()} | {one.excludes for one in found.values()} <= {"", *stages.STAGES}


def test_only_people_of_the_incident_are_its_victim_or_suspect() -> None:
    facts = incident()
    roles = {party.role: party.person.person_id for party in facts.parties}
    parties.may_be_victim(roles["victim"], facts)
    parties.may_be_victim(facts.children[0].person.person_id, facts)
    parties.may_be_suspect(roles["suspect"], facts, roles["victim"])
    for stranger in (roles["suspect"], "P99"):
        with pytest.raises(Refused, match="no such victim"):
            parties.may_be_victim(stranger, facts)
    for stranger in (roles["victim"], "P99"):
        with pytest.raises(Refused, match="no such suspect"):
            parties.may_be_suspect(stranger, facts, "C1")


def test_where_both_accuse_each_other_either_may_be_victim_or_suspect_but_not_of_oneself() -> None:
    both = incident([replace(party, role="both") for party in incident().parties[:2]])
    parties.may_be_victim("P1", both)
    parties.may_be_suspect("P2", both, "P1")
    with pytest.raises(Refused, match="no such suspect"):
        parties.may_be_suspect("P1", both, "P1")
