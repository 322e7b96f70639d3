"""What others may ask of Encompass."""

from firstbell.responses.encompass.queries import for_police
from firstbell.responses.encompass.queries.about import about_child
from firstbell.responses.encompass.queries.counted import (
    ChildCounted,
    NoticeCounted,
    children_counted,
    children_found,
    notices_counted,
)
from firstbell.responses.encompass.queries.exports import exposures, notices, reviews
from firstbell.responses.encompass.queries.for_authority import (
    AnswerOfAuthority,
    QuestionForAuthority,
    QuestionRow,
    answers_of_authorities,
    question_for_authority,
    questions_for_authority,
)
from firstbell.responses.encompass.queries.for_machine import (
    IncidentForMachine,
    NoticeForMachine,
    NoticesForMachine,
    children_of_incident,
    notice_counts,
    notice_for_machine,
    notices_for_machine,
)
from firstbell.responses.encompass.queries.for_picture import (
    AnswerForPicture,
    answers_for_picture,
    answers_without_school,
)
from firstbell.responses.encompass.queries.for_school import NoticeForSchool, notice_for_school
from firstbell.responses.encompass.queries.forgetting import messages_of, rows_of_notices
from firstbell.responses.encompass.queries.lists_for_school import (
    NoticeRow,
    SchoolOfTrust,
    Which,
    notices_for_school,
    schools_of_trust,
)
from firstbell.responses.encompass.queries.outcomes import Outcome, outcomes
from firstbell.responses.encompass.queries.passed_on import (
    HistoryForSchool,
    PassedOnRow,
    histories_passed_to,
    history_for_school,
)
from firstbell.responses.encompass.queries.standing import (
    Need,
    needs,
    standing_nowhere,
    unfinished,
    where_children_stand,
)
from firstbell.responses.encompass.queries.waiting import waiting

__all__ = [
    "AnswerForPicture",
    "AnswerOfAuthority",
    "ChildCounted",
    "HistoryForSchool",
    "IncidentForMachine",
    "Need",
    "NoticeCounted",
    "NoticeForMachine",
    "NoticeForSchool",
    "NoticeRow",
    "NoticesForMachine",
    "Outcome",
    "PassedOnRow",
    "QuestionForAuthority",
    "QuestionRow",
    "SchoolOfTrust",
    "Which",
    "about_child",
    "answers_for_picture",
    "answers_of_authorities",
    "answers_without_school",
    "children_counted",
    "children_found",
    "children_of_incident",
    "exposures",
    "for_police",
    "histories_passed_to",
    "history_for_school",
    "messages_of",
    "needs",
    "notice_counts",
    "notice_for_machine",
    "notice_for_school",
    "notices",
    "notices_counted",
    "notices_for_machine",
    "notices_for_school",
    "outcomes",
    "question_for_authority",
    "questions_for_authority",
    "reviews",
    "rows_of_notices",
    "schools_of_trust",
    "standing_nowhere",
    "unfinished",
    "waiting",
    "where_children_stand",
]
