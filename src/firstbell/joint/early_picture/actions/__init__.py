"""What is done about households: concerns taken in, tied and withdrawn, matters decided, informants told and opened."""

from firstbell.joint.early_picture.actions.feedback import (
    give_feedback,
    note_concern_read,
    note_matter_read,
    note_picture_read,
)
from firstbell.joint.early_picture.actions.forgetting import forget_household
from firstbell.joint.early_picture.actions.households import (
    join_households,
    keep_apart,
    say_insider,
    split_household,
    tie_concerns,
)
from firstbell.joint.early_picture.actions.matters import (
    ask_for_matter,
    close_matter,
    decide,
    discuss,
    finish_task,
    set_task,
    weigh_households,
)
from firstbell.joint.early_picture.actions.opening import open_informant, open_photograph
from firstbell.joint.early_picture.actions.raising import feed_concern, raise_concern, withdraw_signal
from firstbell.joint.early_picture.actions.trying import note_try

__all__ = [
    "ask_for_matter",
    "close_matter",
    "decide",
    "discuss",
    "feed_concern",
    "finish_task",
    "forget_household",
    "give_feedback",
    "join_households",
    "keep_apart",
    "note_concern_read",
    "note_matter_read",
    "note_picture_read",
    "note_try",
    "open_informant",
    "open_photograph",
    "raise_concern",
    "say_insider",
    "set_task",
    "split_household",
    "tie_concerns",
    "weigh_households",
    "withdraw_signal",
]
