"""Everything admitted against the letter of a rule, each with its reason. A reason that no longer holds goes."""

NOT_AN_ACTION = {
    "firstbell.foundations.accounts.actions.clients.note_token_used": "what a system did is an entry, not that it came",
    "firstbell.foundations.audit.actions.record": "is the audit entry itself",
    "firstbell.foundations.audit.actions.record_many": "is the audit entry itself",
}
"""H8: functions among the actions that are none."""

WRITES_ELSEWHERE = {
    "foundations/jobs/jobs.py": "a lease is the machine's, nobody's deed; its writes are transactions of their own",
}
"""H8: files outside ``actions`` that write."""

TOUCHES_OUTSIDE = {
    "invented/files.py": "writes the invented area into the folder it is given: that is all it is for",
    "invented/sources.py": "reads tables that ship with the package: same input, same answer",
    "pure/areas/packed.py": "reads a table that ships with the package: same input, same answer",
    "pure/matching/model.py": "reads a model that ships with the package: same input, same answer",
    "pure/names/lists.py": "reads a table that ships with the package: same input, same answer",
    "responses/case_progress/rules/outcomes.py": "reads a table that ships with the package: same input, same answer",
}
"""H10: files outside gateways and intake that touch files or the network."""

READS_THE_CLOCK = {
    "interfaces/cli/demo_people.py": "an authenticator shows what it shows at the real time, whatever is rehearsed",
    "config/clock.py": "this is the edge: `now` of every page, endpoint and command",
    "foundations/jobs/gateways/host.py": "a lease runs on the real clock, whatever time a rehearsal is given",
}
"""H11: the files that read the clock."""

ANSWERS_WITH_ROWS: dict[str, str] = {
    "firstbell.registers.linkage.queries.answers.linked_versions": "versions that are linked, for a query to join",
}
"""H5: queries that answer with rows for another part's query to build on."""

MEANS_TWO_THINGS = {
    "authority": "an answer's is a local authority; a campaign's is a person",
    "fingerprint": "a roll entry's is of a pupil; a registration's is of how a campaign is judged",
    "decided_by": "a notice says rule or person; a review says who",
    "easting": "an establishment's is public",
    "name": "an establishment's is public",
    "northing": "an establishment's is public",
    "number": "a home's is of its address, a disclosure's counts",
    "owner": "a contact's is an establishment or authority; a pause's is a person",
    "postcode": "an establishment's is public",
    "reason": "a closure's is a word such as INSET",
    "source": "a residence's is a person's word, a home's a kind of file",
    "street": "an establishment's is public",
    "town": "an establishment's is public",
}
"""H12: names of fields that are personal in one table and plain in another."""

LOOKED_AT = frozenset(
    {
        "schools.Establishment.postcode",
        "schools.Establishment.street",
        "schools.Establishment.telephone",
        "schools.RollEntry.upn_valid",
        "encompass.Notice.phone_from",
        "cocoon.Campaign.drawn_at",
        "cocoon.Campaign.plan_fingerprint",
        "cocoon.Registration.fingerprint",
        "intensification.Week.drawn_at",
        "early_picture.Signal.withdrawn_at",
        "publication.RegisterEntry.withdrawn_at",
    }
)
"""H12: plain fields that only sound personal: an establishment's own address and telephone, a yes or no, a time, a
digest of what was drawn or registered."""
