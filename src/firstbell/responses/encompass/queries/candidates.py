"""Other places that a child may belong to, for a person who must look again."""

from firstbell.registers.linkage import queries as linkage
from firstbell.registers.linkage.rules import Candidate
from firstbell.registers.linkage.rules.judgements import DIFFERENT, SAME, pupil_key
from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.rules import Registration
from firstbell.responses.encompass.rules.places import CandidateForPerson, Place
from firstbell.responses.encompass.rules.questions import WHO_IT_IS
from firstbell.responses.encompass.rules.roll import AT_HOME


def apart_from(incident_id: int, person_id: str, urn: str) -> tuple[CandidateForPerson, ...]:
    """Every place on the rolls for the pupils that may be this child, without the one that answered no."""
    answer = linkage.answers_for(incident_id).get(person_id)
    if answer is None:
        return ()
    return tuple(
        CandidateForPerson(
            registration.urn,
            registration.authority,
            candidate.pupil.upn,
            candidate.weight,
            candidate.probability,
            candidate.reasons,
        )
        for candidate in answer.candidates
        for registration in candidate.registrations
        if registration.urn != urn
    )


def said_of_pupils(incident_id: int, person_id: str, question: str, place: Place | None) -> dict[str, str]:
    """What a person's choice says of the pupils who may be the child, by ``pupil_key``; empty where it says nothing.

    The place of exactly one of them means that pupil. Nobody means none of them. The place of two, such as twins at one
    school, or another place altogether, leaves open who the child is.
    """
    answer = linkage.answers_for(incident_id).get(person_id)
    if answer is None or question not in WHO_IT_IS:
        return {}
    if place is None:
        return {pupil_key(candidate.pupil): DIFFERENT for candidate in answer.candidates}
    there = [candidate for candidate in answer.candidates if _is_at(candidate, place)]
    return {pupil_key(there[0].pupil): SAME} if len(there) == 1 else {}


def _is_at(candidate: Candidate, place: Place) -> bool:
    return any(_is_the_place(registration, place) for registration in candidate.registrations)


def _is_the_place(registration: Registration, place: Place) -> bool:
    if place.kind == "authority":
        return registration.education in AT_HOME and registration.authority == place.authority
    return registration.urn is not None and schools.current_urn(registration.urn).urn == place.urn
