"""What is done about releases: drafted, signed by two others, published, revised once; and what others published."""

from firstbell.reporting.publication.actions.drafting import draft_release, draft_revision
from firstbell.reporting.publication.actions.elsewhere import enter_elsewhere
from firstbell.reporting.publication.actions.mapping import make_map
from firstbell.reporting.publication.actions.signing import sign_release, withdraw_draft

__all__ = [
    "draft_release",
    "draft_revision",
    "enter_elsewhere",
    "make_map",
    "sign_release",
    "withdraw_draft",
]
