"""Everything that somebody who signs in may be allowed to do, one word each, with what it means to a person."""

PERMISSIONS: dict[str, str] = {
    "notices.read": "Read the notices to their own place",
    "notices.answer": "Acknowledge a notice, say that it is not for their pupil, or pass it to the next contact",
    "notices.pass_on": "Pass a pupil's notices on to the school that the pupil has moved to",
    "contacts.manage": "Say who else is told at their own place, and who covers the holidays",
    "calendar.manage": "Keep the term dates, INSET days and closures of their own place",
    "phone_back.answer": "Say for the authority which place a child goes to",
    "rolls.upload": "Upload the authority's education roll",
    "desk.read": "Read incidents, notices, reviews and schools of the force area",
    "desk.decide": "Decide reviews; hold, release, re-route or withdraw notices; record telephone calls",
    "desk.supervise": "Pause the scheme, close records to people who are tied to them, and hear when one is tried",
    "desk.search": "Search for a person, for a purpose that is recorded",
    "contacts.verify": "Verify who is told at a school or authority",
    "take_in.upload": "Upload incidents, registers, contacts and terms, and correct rejected lines",
    "figures.read": "See counts, without any person in them",
    "handovers.receive": "Read and accept what this force hands over to theirs",
    "people.manage": "Invite people, give roles and take them away",
    "audit.read": "Read and export the audit trail, and verify that it is whole",
    "retention.run": "See what is older than it may be kept, and have it removed",
    "clients.manage": "Give other systems their keys to the API",
    "cocoon.read": "Read Operation Cocoon's campaigns, cells and results",
    "cocoon.propose": "Propose operations for victims",
    "cocoon.operations": "See how operations stand, end one, and report harm after visits",
    "cocoon.plan": "Plan campaigns of visits, and print what the pairs carry",
    "cocoon.confirm_safety": "Confirm a victim's safety plan, and have a cell left out for safety",
    "cocoon.sign_off": "Sign operations off",
    "cocoon.open_seal": "Open what is sealed, which is an alarm each time",
    "cocoon.authorise": "Make partitions, and start, pause and end campaigns",
    "cocoon.visit": "Visit the doors of a street, and record what became of each",
    "cocoon.hear": "Read what was heard at doors, and pass it on",
}

WITHOUT_PEOPLE = frozenset({"figures.read"})
"""What shows nobody. Whoever may do anything else needs a second factor."""

SCOPES: dict[str, str] = {
    "incidents:write": "Send incidents",
    "incidents:read": "Ask what became of an incident's children",
    "notices:read": "Fetch the notices to its own place",
    "notices:acknowledge": "Acknowledge the notices to its own place",
    "contacts:write": "Send contacts",
    "rolls:write": "Send education rolls",
    "metrics:read": "Read how the system does",
}
"""What a machine may be allowed to do. It is bound to one organisation, as a person's seat is."""
