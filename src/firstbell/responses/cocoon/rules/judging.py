"""What a campaign can be judged on. Reporting and harm are two families, and are never netted against each other."""

from firstbell.pure.refusal import Refused

REPORTING, HARM = "reporting", "harm"
OUTCOMES = {
    "third_party_reports": (REPORTING, "Reports by somebody other than the victim"),
    "reports": (REPORTING, "All reports"),
    "repeat_reports": (HARM, "Reports about a home that was reported within a year before"),
    "high_risk_reports": (HARM, "Reports that an officer graded high risk"),
}
"""By key: the family, and what is counted, by cell and week."""
ANALYSES = {"drawn_slots": "Cells visited against cells that wait, by the drawn slots themselves"}


def family_of(outcome: str, analysis: str) -> str:
    """The family of an outcome. Refused for an outcome or an analysis that does not exist."""
    if outcome not in OUTCOMES or analysis not in ANALYSES:
        raise Refused(
            "That is no outcome, or no analysis.",
            f"Outcomes: {', '.join(OUTCOMES)}. Analyses: {', '.join(ANALYSES)}.",
        )
    return OUTCOMES[outcome][0]
