"""A message as the bytes of an e-mail."""

from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from firstbell.foundations.delivery.rules.sending import Outgoing

_UNFOLDED = policy.SMTP.clone(max_line_length=900)  # a long key folded would be encoded, and no longer be found


def written(message: Outgoing, sender: str) -> bytes:
    """The whole e-mail from an address, with CRLF line ends. The same message gets the same Message-ID."""
    letter = EmailMessage(policy=_UNFOLDED)
    letter["From"] = sender
    letter["To"] = message.to
    letter["Subject"] = message.words.subject
    letter["Date"] = format_datetime(message.at)
    letter["Message-ID"] = f"<{message.key}@{sender.rpartition('@')[2]}>"
    letter["X-Firstbell-Key"] = message.key
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.words.body)
    return letter.as_bytes()
