"""Every e-mail that Firstbell can send. Nothing else can be said in one (DOMAIN.md R9; section 8, mistakes 1 and 16).

An e-mail may be read by anybody in an office, and by a parent who works there. So it only says that something waits
behind sign-in, under a reference that says nothing of a child: no person, place or day, and no link to be imitated.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

REFERENCE = re.compile(r"[A-Z]{1,3}-[A-Z0-9]{4,16}")
"""One to three capitals, a hyphen, four to sixteen capitals or digits: ``N-7K3QX2MB``."""

_PLACE = "{reference}"


@dataclass(frozen=True, slots=True)
class Reference:
    """The one thing that differs from e-mail to e-mail. ValueError for what is not shaped as a reference."""

    text: str

    def __post_init__(self) -> None:
        if not isinstance(self.text, str) or not REFERENCE.fullmatch(self.text):
            raise ValueError("a reference is capitals, a hyphen, and four to sixteen capitals or digits")


@dataclass(frozen=True, slots=True)
class Template:
    """Fixed words around a reference. ValueError where they leave a place for anything else."""

    subject: str
    body: str

    def __post_init__(self) -> None:
        for text in (self.subject, self.body):
            if text.count(_PLACE) != 1 or re.search(r"[{}]", text.replace(_PLACE, "")) or not text.isascii():
                raise ValueError("a template is plain ASCII, with one place, and that for the reference")

    def subject_about(self, reference: Reference) -> str:
        return self.subject.replace(_PLACE, reference.text)

    def body_about(self, reference: Reference) -> str:
        return self.body.replace(_PLACE, reference.text)


_TO_A_SCHOOL = """
How to read it
Open your web browser yourself and sign in to Firstbell the way you were shown.
This e-mail holds no details and no link, on purpose. Firstbell never sends a
link to its sign-in page.

Not the right person, or you cannot sign in?
Telephone the police desk that sends these notices, straight away, on the
number you were given when you joined. If you do not have it, call 101, say
that you have a Firstbell notice, and read out the reference.

Please do not forward this e-mail, and do not answer it: replies are not read.
"""

_TO_A_DESK = """
How to read it
Open your web browser yourself and sign in to Firstbell the way you were shown.
This e-mail holds no details and no link, on purpose.
"""

TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        "notice_waiting": Template(
            "A police notice is waiting for you: {reference}",
            """A notice from the police is waiting for you in Firstbell.
Reference: {reference}

What to do
Sign in, read the notice, and confirm that you have it, before the school day
starts. If it is not for you or your setting, say so there: it is then put
right at once.
"""
            + _TO_A_SCHOOL,
        ),
        "notice_update": Template(
            "A police notice has new information: {reference}",
            """There is new information in a notice that was sent to you before. It is the
same notice, not a second one.
Reference: {reference}

What to do
Sign in and read what has changed, before the school day starts.
"""
            + _TO_A_SCHOOL,
        ),
        "notice_again": Template(
            "A police notice that came while you were closed: {reference}",
            """A notice from the police came while your setting was closed. It is shown again
now that pupils are expected back.
Reference: {reference}

What to do
Sign in, read the notice, and confirm that you have it, before the school day
starts. If you have confirmed it already, please read it once more.
"""
            + _TO_A_SCHOOL,
        ),
        "notice_escalated": Template(
            "A police notice has not been confirmed and now comes to you: {reference}",
            """A notice from the police was sent to a colleague of yours, who has not confirmed
it. It now comes to you, so that somebody acts on it in time.
Reference: {reference}

What to do
Sign in, read the notice, and confirm that you have it, before the school day
starts. Do not wait for your colleague.
"""
            + _TO_A_SCHOOL,
        ),
        "notice_withdrawn": Template(
            "A police notice has been withdrawn: {reference}",
            """A notice that was sent to you has been withdrawn. Please stop acting on it.
Reference: {reference}

What to do
Sign in now, before the school day starts, and read what to do with anything
that was noted or passed on because of it.
"""
            + _TO_A_SCHOOL,
        ),
        "history_waiting": Template(
            "A record from another setting is waiting for you: {reference}",
            """Another setting has passed a record on to yours in Firstbell.
Reference: {reference}

What to do
Sign in and read it under "Passed on to you". Nothing needs to be confirmed. If
it is not for your setting, tell the police desk.
"""
            + _TO_A_SCHOOL,
        ),
        "desk_alarm": Template(
            "Firstbell needs a person at the desk now: {reference}",
            """Something in Firstbell needs a person at the desk, and it cannot wait.
Reference: {reference}

What to do
Sign in now, see what is shown under this reference, and deal with it before
the school day starts.
"""
            + _TO_A_DESK
            + """
Not the right person?
Telephone your force's desk now, and make sure that somebody there has it.
""",
        ),
        "cocoon_alarm": Template(
            "Firstbell needs you to look at something now: {reference}",
            """Something in Firstbell was opened or paused that you answer for.
Reference: {reference}

What to do
Sign in now, and see what is shown under this reference, who did it and why.
If you did not expect it, pause the campaign, and tell whoever supervises you.
"""
            + _TO_A_DESK
            + """
Not the right person?
Telephone your force's desk now, and make sure that somebody there has it.
""",
        ),
        "hub_alarm": Template(
            "Firstbell needs you to look at something now: {reference}",
            """Something that lay sealed at the hub was opened, and you answer for it.
Reference: {reference}

What to do
Sign in now, and see in the audit trail, under this reference, who opened it
and why. If you did not expect it, tell whoever supervises you.
"""
            + _TO_A_DESK
            + """
Not the right person?
Telephone your force's desk now, and make sure that somebody there has it.
""",
        ),
        "hub_tried": Template(
            "Firstbell needs you to look at something now: {reference}",
            """Somebody asked for something at the hub that is closed to them, and you answer
for it.
Reference: {reference}

What to do
Sign in now, and look at *Asked for* at the hub. It may be a namesake, to whom
you open it again; if it is not, tell whoever supervises you.
"""
            + _TO_A_DESK
            + """
Not the right person?
Telephone your force's desk now, and make sure that somebody there has it.
""",
        ),
        "invitation_waiting": Template(
            "You are invited to sign in to Firstbell: {reference}",
            """You are invited to sign in to Firstbell, where the police leave notices for you.
Reference of your invitation: {reference}

What to do
Somebody from the police reads a code out to you on the telephone. Open your
web browser yourself, go to Firstbell the way you were told on the telephone,
choose to accept an invitation, and give this reference, your e-mail address
and the code. The invitation can be used for seven days.

This e-mail holds no code and no link, on purpose. Firstbell never sends a
link to its sign-in page, and nobody from the police asks you for your
password.

You did not expect this?
Do nothing. Nobody can sign in with this e-mail alone. If you wonder, call
101, say that you have a Firstbell invitation, and read out the reference.

Please do not forward this e-mail, and do not answer it: replies are not read.
""",
        ),
        "new_device": Template(
            "Your Firstbell sign-in was used on a new device: {reference}",
            """Somebody has just signed in to Firstbell as you, in a web browser that you have
not used for it before.
Reference: {reference}

What to do
If it was you, there is nothing to do.
If it was not you, open your web browser yourself, sign in to Firstbell the
way you were shown, open Your account, sign out everywhere, and change your
password. Then telephone the police desk that you work with. If you cannot
sign in, telephone them now; if you do not have their number, call 101, say
that somebody uses your Firstbell sign-in, and read out the reference.

This e-mail holds no details and no link, on purpose.
""",
        ),
        "handover_waiting": Template(
            "A notice is handed over to your force: {reference}",
            """Another police force has handed a notice over to yours.
Reference: {reference}

What to do
Sign in now, read it, and accept it, so that the right people are told before
the school day starts. Until you accept it, it stands as not yet handed over.
"""
            + _TO_A_DESK
            + """
Not the right person?
Telephone the desk of the force that sent it, through its control room, and
read out the reference.
""",
        ),
    }
)
"""What each e-mail says, by name. Changing the words is a decision; adding a place for more is not possible."""


@dataclass(frozen=True, slots=True)
class Words:
    """What one e-mail says. Made from a template's name and a reference, and from nothing else.

    ValueError for a template that does not exist.
    """

    template: str
    reference: Reference

    def __post_init__(self) -> None:
        if self.template not in TEMPLATES:
            raise ValueError(f"{self.template!r} is no template; there are {', '.join(TEMPLATES)}")

    @property
    def subject(self) -> str:
        return TEMPLATES[self.template].subject_about(self.reference)

    @property
    def body(self) -> str:
        return TEMPLATES[self.template].body_about(self.reference)
