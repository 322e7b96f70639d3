"""What a notice says, by the force's profile, and what it must never say."""

from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.responses.encompass.rules import disclosure, scope


def exposure_of(facts: IncidentFacts, person_id: str) -> scope.Exposure | None:
    return next((e for e in scope.assess(facts) if e.child.person.person_id == person_id), None)


def content_for(facts: IncidentFacts, person_id: str, policy: ForcePolicy) -> dict[str, object]:
    exposure = exposure_of(facts, person_id)
    if exposure is None:
        return {}
    fields = disclosure.profile_named(policy)
    return dict(disclosure.content(profile_fields=fields, incident=facts, exposure=exposure))


def leaks_in(facts: IncidentFacts, person_id: str, policy: ForcePolicy) -> tuple[str, ...]:
    return disclosure.leaks(content_for(facts, person_id, policy), facts)
