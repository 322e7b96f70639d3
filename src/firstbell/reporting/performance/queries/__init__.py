"""What may be asked of figures: tables, charts and claims, what their measures mean, and what was asked about them."""

from firstbell.reporting.performance.queries.exports import definitions, figures
from firstbell.reporting.performance.queries.once import MonthCounted, months_once, people_once
from firstbell.reporting.performance.queries.packs import FILES, FileOfPack, PackFile, pack, pack_files, pack_in_short
from firstbell.reporting.performance.queries.questions import question, questions
from firstbell.reporting.performance.queries.refreshes import ColumnsInUse, columns_in_use, is_due
from firstbell.reporting.performance.queries.seen import How, last_month, seen_measures
from firstbell.reporting.performance.queries.tables import (
    MeasureLine,
    chart_of,
    claim_of,
    measures,
    rebases,
    table_of,
)
from firstbell.reporting.performance.rules.questions import QuestionShown, ReplyShown
from firstbell.reporting.performance.rules.seen import Seen

__all__ = [
    "FILES",
    "ColumnsInUse",
    "FileOfPack",
    "How",
    "MeasureLine",
    "MonthCounted",
    "PackFile",
    "QuestionShown",
    "ReplyShown",
    "Seen",
    "chart_of",
    "claim_of",
    "columns_in_use",
    "definitions",
    "figures",
    "is_due",
    "last_month",
    "measures",
    "months_once",
    "pack",
    "pack_files",
    "pack_in_short",
    "people_once",
    "question",
    "questions",
    "rebases",
    "seen_measures",
    "table_of",
]
