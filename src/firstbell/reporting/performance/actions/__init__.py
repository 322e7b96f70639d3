"""What is done about figures: columns made anew, limits begun anew for a reason, questions asked and answered."""

from firstbell.reporting.performance.actions.asking import answer_question, ask_question
from firstbell.reporting.performance.actions.packing import note_pack
from firstbell.reporting.performance.actions.rebasing import rebase_chart
from firstbell.reporting.performance.actions.refreshing import claim_refresh, record_refresh

__all__ = ["answer_question", "ask_question", "claim_refresh", "note_pack", "rebase_chart", "record_refresh"]
