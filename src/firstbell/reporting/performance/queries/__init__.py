"""What may be asked of figures: tables, charts and claims, what their measures mean, and what was asked about them."""

from firstbell.reporting.performance.queries.exports import definitions, figures
from firstbell.reporting.performance.queries.questions import QuestionShown, ReplyShown, question, questions
from firstbell.reporting.performance.queries.refreshes import ColumnsInUse, columns_in_use, is_due
from firstbell.reporting.performance.queries.tables import (
    MeasureLine,
    chart_of,
    claim_of,
    measures,
    rebases,
    table_of,
)

__all__ = [
    "ColumnsInUse",
    "MeasureLine",
    "QuestionShown",
    "ReplyShown",
    "chart_of",
    "claim_of",
    "columns_in_use",
    "definitions",
    "figures",
    "is_due",
    "measures",
    "question",
    "questions",
    "rebases",
    "table_of",
]
