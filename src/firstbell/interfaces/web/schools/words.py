"""What somebody does with a notice, and does not do: the same words on the page, on paper and in the copy."""

from django.utils.translation import gettext


def do_lines(desk_phone: str) -> list[str]:
    """What to do, in the order of doing it."""
    call = gettext("Call the police desk on %(phone)s with any question, and read out the reference.")
    return [
        gettext("Be ready before the child arrives: somebody they trust, a calm start, a normal day."),
        gettext("Tell only the staff who need to know, and only what they need."),
        gettext("Watch and listen. Act on what you see under your own safeguarding procedures."),
        gettext("If the child is in danger now, call 999."),
        call % {"phone": desk_phone},
    ]


def dont_lines() -> list[str]:
    """What would put the child or a parent at risk."""
    return [
        gettext("Do not question the child about it. If the child speaks, listen."),
        gettext("Do not tell a parent, carer or anybody else that you were told."),
        gettext("Do not forward this notice or the e-mail about it."),
        gettext("Do not change who may collect the child because of this notice alone: ask the police desk."),
    ]
