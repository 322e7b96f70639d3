"""Every question that Firstbell puts to a person, as a desk officer reads it."""

WHO_IT_IS = frozenset({"which_pupil"})
"""The questions whose answer says which pupil the child is. All others are about where a pupil stands, whether to tell,
or to whom. So is ``not_our_pupil``: a place says it of its own registers, which err (the pupil left, or has not begun);
it closes that route and says nothing of who the child is."""

QUESTIONS: dict[str, str] = {
    # who is in scope (R2)
    "relationship_unknown": "The incident does not say to whom this child is related. Is it the victim or the suspect?",
    "suspect_16_17": "The child is 16 or 17 and recorded only as a suspect. Is this also a victim to be told about?",
    "suspect_under_16": "The child is under 16 and recorded only as a suspect. Is this also a victim to be told about?",
    "young_other_party": "Somebody under 18 is a party in no stated role. Is this a child to be told about?",
    "born_after_incident": "The child was born after the incident that is reported now. Is the child to be told about?",
    # who owns the duty (R4)
    "outside_england_wales": "The child lives outside England and Wales. Who there must be told, and by whom?",
    # which place (R5 and the ladder)
    "which_pupil": "Several pupils could be this child, or one could but not surely. Which one is it?",
    "two_registrations": "Two rolls or two lines claim this child as their own pupil. Which of them is right?",
    "left_roll": "The pupil has left the school on the roll, and no new one is known. Where does the child go now?",
    "not_started": "The pupil's place on the roll only starts later. Who is to be told until then?",
    "outgrown": "The roll is of last year, and the child is too old for that school. Where does the child go now?",
    "closed_establishment": "The school on the roll has closed without one successor. Where does the child go now?",
    "unknown_establishment": "The school on the roll is not in the register of schools. Which establishment is it?",
    "recent_move": "The child seems to have moved since the roll was written. Does the child still go to that school?",
    "stated_elsewhere": "The school named to the officer is not the one that other evidence gives. Which one is right?",
    "earlier_differ": "Several establishments acknowledged notices about this child this year. Which one is right now?",
    "stated_unsure": "A school or setting was named, but not surely enough to tell it. Which one is it?",
    "school_unknown": "No roll and no statement gives a school for this child. Where does the child go?",
    "no_roll": "The child has not been looked for on any roll. Where does the child go?",
    # what happened to a notice (R8, R11, R12)
    "not_our_pupil": "The place that was told answered: not our pupil. Where does the child go?",
    "withdraw": "A later version of the incident no longer supports a notice that has left. Withdraw it?",
    "withdrawn_misidentified": "A notice was withdrawn because the child was misidentified. Who must be told instead?",
    "no_contact": "Nobody at this place can be told. Who there answers for children's safety?",
    "conflict": "Somebody at this place may be a party to the incident. To whom may the notice go instead?",
}

ASKED_OF_AUTHORITIES: dict[str, str] = {
    "left_roll": "The child has left the school on the roll. Where does the child go now?",
    "not_started": "The child's place on the roll only starts later. Where does the child go until then?",
    "outgrown": "The roll is of last year, and the child is too old for that school. Where does the child go now?",
    "closed_establishment": "The school on the roll has closed. Where does the child go now?",
    "unknown_establishment": "The school on the roll is not in the register of schools. Where does the child go?",
    "recent_move": "The child seems to have moved. Where does the child go now?",
    "stated_unsure": "Where does the child go to school?",
    "school_unknown": "Where does the child go to school?",
    "no_roll": "Where does the child go to school?",
    "not_our_pupil": "A setting answered that the child is not its pupil. Where does the child go?",
}
"""The questions that the authority of the child's home can answer, in words that say nothing of the incident."""
