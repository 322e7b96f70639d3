"""What may be read of the earlier picture, each answer a type made for its reader."""

from firstbell.joint.early_picture.queries.about import about_subject, subjects_named
from firstbell.joint.early_picture.queries.fed import Fed, answers_of_authorities, heard_at_doors
from firstbell.joint.early_picture.queries.forgetting import (
    household_exists,
    households_ended,
    households_of_subjects,
    rows_of_households,
)
from firstbell.joint.early_picture.queries.looked_up import ToldOfReport, look_up
from firstbell.joint.early_picture.queries.own import OwnConcern, OwnConcernShown, OwnFact, own_concern, own_concerns
from firstbell.joint.early_picture.queries.picture import (
    ConcernShown,
    PersonShown,
    PictureOfHousehold,
    QuestionShown,
    SignalShown,
    picture,
    question,
    questions,
)
from firstbell.joint.early_picture.queries.table import (
    DecisionShown,
    DiscussionShown,
    FeedbackOwed,
    MatterForPartner,
    MatterLine,
    MatterShown,
    TaskShown,
    matter,
    matter_for_partner,
    queue,
    thresholds_reviewed,
)
from firstbell.joint.early_picture.queries.tried import TryShown, tries
from firstbell.joint.early_picture.queries.tying import untied
from firstbell.joint.early_picture.queries.weighing import to_weigh

__all__ = [
    "ConcernShown",
    "DecisionShown",
    "DiscussionShown",
    "Fed",
    "FeedbackOwed",
    "MatterForPartner",
    "MatterLine",
    "MatterShown",
    "OwnConcern",
    "OwnConcernShown",
    "OwnFact",
    "PersonShown",
    "PictureOfHousehold",
    "QuestionShown",
    "SignalShown",
    "TaskShown",
    "ToldOfReport",
    "TryShown",
    "about_subject",
    "answers_of_authorities",
    "heard_at_doors",
    "household_exists",
    "households_ended",
    "households_of_subjects",
    "look_up",
    "matter",
    "matter_for_partner",
    "own_concern",
    "own_concerns",
    "picture",
    "question",
    "questions",
    "queue",
    "rows_of_households",
    "subjects_named",
    "thresholds_reviewed",
    "to_weigh",
    "tries",
    "untied",
]
