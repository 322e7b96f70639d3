"""Other places that a child may belong to, for a person who must look again."""

from firstbell.registers.linkage import queries as linkage
from firstbell.responses.encompass.rules.places import CandidateForPerson


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
