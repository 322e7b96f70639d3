"""The table of URL by role: what opens each page, and whose the thing on it is.

A row is the page's name, the permission that its lock asks for, and, where the address names a thing, which one of the
Monday morning (``things``) is meant and who of the cast may open it; to everybody else with the permission it is 404.
"""

from dataclasses import dataclass, field

OPEN, SIGNED_IN = None, ""
ASHAS = frozenset({"asha", "deputy", "trust"})
"""Who answers for St Peter's: its two contacts, and the trust lead whom it names as a third."""
DESK = frozenset({"desk", "supervisor"})
SUPERVISOR = frozenset({"supervisor"})
ADMINISTRATOR = frozenset({"administrator"})
REFERS = frozenset({"desk", "supervisor", "case_officer", "case_supervisor"})
NEW_ERA = frozenset({"worker", "support_lead"})
LEADS_NEW_ERA = frozenset({"support_lead"})
LISTENS = frozenset({"supervisor", "cocoon_supervisor"})


@dataclass(frozen=True, slots=True)
class Door:
    """``things`` are the address's arguments, each by its name in the world's things; ``fields`` what a form sends."""

    permission: str | None
    owners: frozenset[str] = frozenset()
    things: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)


def of(permission: str, owners: frozenset[str], **things: str) -> Door:
    return Door(permission, owners, things)


READ, ANSWER, PEOPLE = "notices.read", "notices.answer", "people.manage"
COCOON = "cocoon.read"
NOTICE = {"reference": "notice"}
CAMPAIGN, OPERATION = {"reference": "campaign"}, {"reference": "operation"}
REFERRAL, WAITS = {"reference": "support_case"}, {"reference": "support_waits"}
DESK_NOTICE = {"reference": "held_notice"}

DOORS: dict[str, Door] = {
    "access:start": Door(OPEN),
    "access:join": Door(OPEN),
    "access:keep": Door(OPEN),
    "access:seats": Door(SIGNED_IN),
    "access:account": Door(SIGNED_IN),
    "access:second_factor_needed": Door(SIGNED_IN),
    "access:stay": Door(SIGNED_IN),
    "account_login": Door(OPEN),
    "mfa_authenticate": Door(OPEN),
    "mfa_login_webauthn": Door(OPEN),
    "account_inactive": Door(OPEN),
    "socialaccount_login_error": Door(OPEN),
    "socialaccount_login_cancelled": Door(OPEN),
    "openid_connect_login": Door(OPEN, things={"provider_id": "no_directory"}),
    "openid_connect_callback": Door(OPEN, things={"provider_id": "no_directory"}),
    "account_logout": Door(SIGNED_IN),
    "usersessions_list": Door(SIGNED_IN),
    "account_change_password": Door(SIGNED_IN),
    "account_reauthenticate": Door(SIGNED_IN),
    "mfa_reauthenticate": Door(SIGNED_IN),
    "mfa_reauthenticate_webauthn": Door(SIGNED_IN),
    "mfa_index": Door(SIGNED_IN),
    "mfa_activate_totp": Door(SIGNED_IN),
    "mfa_deactivate_totp": Door(SIGNED_IN),
    "mfa_list_webauthn": Door(SIGNED_IN),
    "mfa_add_webauthn": Door(SIGNED_IN),
    "mfa_remove_webauthn": Door(SIGNED_IN, things={"pk": "no_passkey"}),
    "mfa_view_recovery_codes": Door(SIGNED_IN),
    "mfa_generate_recovery_codes": Door(SIGNED_IN),
    "schools:notices": Door(READ),
    "schools:acknowledged": Door(READ),
    "schools:all": Door(READ),
    "schools:passed_on": Door(READ),
    "schools:history": of(READ, frozenset({"ben"}), reference="history"),
    "schools:notice": of(READ, ASHAS, **NOTICE),
    "schools:pdf": of(READ, ASHAS, **NOTICE),
    "schools:json": of(READ, ASHAS, **NOTICE),
    "schools:acknowledge": of(ANSWER, ASHAS, **NOTICE),
    "schools:not_our_pupil": of(ANSWER, ASHAS, **NOTICE),
    "schools:not_me": of(ANSWER, ASHAS, **NOTICE),
    "schools:note": of(ANSWER, ASHAS, **NOTICE),
    "schools:pass_on": of("notices.pass_on", frozenset({"asha"}), reference="acknowledged"),
    "schools:trust": of(READ, frozenset({"trust"})),
    "schools:trust_school": of(READ, frozenset({"trust"}), urn="urn"),
    "schools:contacts": Door("contacts.manage"),
    "schools:add_contact": Door("contacts.manage"),
    "schools:contact": of("contacts.manage", frozenset({"asha"}), number="contact"),
    "schools:remove_contact": of("contacts.manage", frozenset({"asha"}), number="contact"),
    "schools:calendar": Door("calendar.manage"),
    "schools:add_closure": Door("calendar.manage"),
    "schools:remove_closure": Door("calendar.manage", things={"day": "closure"}),
    "schools:add_term": Door("calendar.manage"),
    "schools:remove_term": Door("calendar.manage", things={"first_day": "term"}),
    "authorities:home": Door(SIGNED_IN),
    "authorities:questions": Door("phone_back.answer"),
    "authorities:question": of("phone_back.answer", frozenset({"officer"}), number="question"),
    "authorities:rolls": Door("rolls.upload"),
    "authorities:roll": of("rolls.upload", frozenset({"keeper"}), number="roll"),
    "authorities:reject": of("rolls.upload", frozenset({"keeper"}), number="roll", line="roll_line"),
    "police:morning": Door("desk.read"),
    "police:figures": Door("figures.read"),
    "police:reviews": Door("desk.read"),
    "police:review": of("desk.read", DESK, number="review"),
    "police:incidents": Door("desk.read"),
    "police:incident": of("desk.read", DESK, number="incident"),
    "police:close_record": of("desk.supervise", SUPERVISOR, number="incident"),
    "police:notices": Door("desk.read"),
    "police:telephone": Door("desk.read"),
    "police:held": Door("desk.read"),
    "police:notice": of("desk.read", DESK, **DESK_NOTICE),
    "police:decide": of("desk.decide", DESK, reference="held_notice", what="what"),
    "police:note_handed_over": of("desk.decide", DESK, reference="handover"),
    "police:messages": Door("desk.read"),
    "police:message": of("desk.decide", DESK, key="message", what="resend"),
    "police:schools": Door("desk.read"),
    "police:contactless": Door("desk.read"),
    "police:school": of("desk.read", DESK, urn="urn"),
    "police:add_contact": of("contacts.verify", DESK, urn="urn"),
    "police:contacts": Door("contacts.verify"),
    "police:contact": of("contacts.verify", DESK, number="old_contact"),
    "police:code": Door("contacts.verify"),
    "police:let_in": of("contacts.verify", DESK, owner="urn", number="contact"),
    "police:handed_over": Door("desk.read"),
    "police:receive": Door("desk.decide"),
    "police:receive_by_hand": Door("desk.decide"),
    "police:handovers": Door("handovers.receive"),
    "police:handover": of("handovers.receive", frozenset({"desk_elsewhere"}), reference="handover"),
    "police:accept": of("handovers.receive", frozenset({"desk_elsewhere"}), reference="handover"),
    "police:supervision": Door("desk.supervise"),
    "police:closed_record": of("desk.supervise", SUPERVISOR, number="restriction"),
    "police:start_pause": Door("desk.supervise"),
    "police:end_pause": Door("desk.supervise"),
    "police:pause": Door("desk.read"),
    "police:search": Door("desk.search"),
    "police:look": Door("desk.search"),
    "police:cocoon_map": Door(COCOON),
    "police:cocoon_partition": Door(COCOON),
    "police:cocoon_new_partition": Door("cocoon.authorise"),
    "police:cocoon_campaigns": Door(COCOON),
    "police:cocoon_new_campaign": Door("cocoon.plan"),
    "police:cocoon_campaign": Door(COCOON, things=CAMPAIGN),
    "police:cocoon_register": Door("cocoon.plan", things=CAMPAIGN),
    "police:cocoon_draw": Door("cocoon.plan", things=CAMPAIGN),
    "police:cocoon_start": Door("cocoon.authorise", things=CAMPAIGN),
    "police:cocoon_pause": Door("cocoon.authorise", things=CAMPAIGN),
    "police:cocoon_end": Door("cocoon.authorise", things=CAMPAIGN),
    "police:cocoon_defer": Door("cocoon.authorise", things=CAMPAIGN),
    "police:cocoon_pairs": Door("cocoon.plan", things=CAMPAIGN),
    "police:cocoon_pack": Door("cocoon.plan", things=CAMPAIGN | {"cell": "cell"}),
    "police:cocoon_results": Door(COCOON, things=CAMPAIGN),
    "police:cocoon_self_audit": Door(COCOON),
    "police:cocoon_operations": Door("cocoon.operations"),
    "police:cocoon_operation": Door("cocoon.operations", things=OPERATION),
    "police:cocoon_confirm": Door("cocoon.confirm_safety", things=OPERATION),
    "police:cocoon_sign_off": Door("cocoon.sign_off", things=OPERATION),
    "police:cocoon_withdraw": Door("cocoon.operations", things=OPERATION),
    "police:cocoon_leave_out": Door("cocoon.confirm_safety", things=OPERATION),
    "police:cocoon_report": Door("cocoon.operations", things=OPERATION),
    "police:cocoon_propose": of("cocoon.propose", DESK, number="incident"),
    "police:cocoon_seal": Door("cocoon.open_seal", things=OPERATION),
    "police:cocoon_heard": Door("cocoon.hear"),
    "police:cocoon_heard_one": of("cocoon.hear", LISTENS, reference="heard"),
    "police:cocoon_close_heard": of("cocoon.hear", LISTENS, reference="heard"),
    "police:cocoon_street": Door("cocoon.visit"),
    "police:cocoon_visit": Door("cocoon.visit"),
    "police:cocoon_note_heard": Door("cocoon.visit"),
    "police:cocoon_sync": Door("cocoon.visit"),
    "police:cocoon_worker": Door(OPEN),
    "police:feeds": Door("desk.read"),
    "police:take_in": Door("take_in.upload"),
    "police:rejects": Door("take_in.upload"),
    "police:upload": of("take_in.upload", DESK, number="upload"),
    "police:reject": of("take_in.upload", DESK, number="upload", line="upload_line"),
    "police:referrals": Door("support.refer"),
    "police:refer": of("support.refer", REFERS, number="incident"),
    "police:revoke_referral": of("support.refer", REFERS, **WAITS),
    "support:ask": Door(OPEN),
    "support:asked": Door(OPEN),
    "support:referrals": Door("support.read"),
    "support:ended": Door("support.read"),
    "support:workload": Door("support.read"),
    "support:referral": of("support.read", NEW_ERA, **REFERRAL),
    "support:answer": of("support.lead", LEADS_NEW_ERA, **WAITS, what="support_answer"),
    "support:conclude": of("support.work", NEW_ERA, **REFERRAL, what="support_outcome"),
    "support:allocate": of("support.lead", LEADS_NEW_ERA, **REFERRAL),
    "support:plan": of("support.work", NEW_ERA, **REFERRAL),
    "support:reach": of("support.work", NEW_ERA, **REFERRAL, channel="support_way"),
    "support:attempt": of("support.work", NEW_ERA, **REFERRAL),
    "administration:home": Door(PEOPLE),
    "administration:organisations": Door(PEOPLE),
    "administration:open": Door(PEOPLE),
    "administration:organisation": of(PEOPLE, ADMINISTRATOR, key="organisation"),
    "administration:close": of(PEOPLE, ADMINISTRATOR, key="organisation"),
    "administration:invite": of(PEOPLE, ADMINISTRATOR, key="organisation"),
    "administration:invitations": Door(PEOPLE),
    "administration:invited": Door(PEOPLE),
    "administration:withdraw": of(PEOPLE, ADMINISTRATOR, reference="invitation"),
    "administration:people": Door(PEOPLE),
    "administration:person": of(PEOPLE, ADMINISTRATOR, account_id="account"),
    "administration:close_account": of(PEOPLE, ADMINISTRATOR, account_id="account"),
    "administration:role": of(PEOPLE, ADMINISTRATOR, account_id="account"),
    "administration:take_away": Door(
        PEOPLE, ADMINISTRATOR, {"account_id": "account"}, {"organisation": "organisation", "role": "role"}
    ),
    "administration:roles": Door(PEOPLE),
    "administration:clients": Door("clients.manage"),
    "administration:client_made": Door("clients.manage"),
    "administration:create_client": of("clients.manage", ADMINISTRATOR, key="organisation"),
    "administration:client": of("clients.manage", ADMINISTRATOR, client_id="client"),
    "administration:rotate": of("clients.manage", ADMINISTRATOR, client_id="client"),
    "administration:revoke_client": of("clients.manage", ADMINISTRATOR, client_id="client"),
    "administration:audit": Door("audit.read"),
    "administration:entry": of("audit.read", ADMINISTRATOR, sequence="entry"),
    "administration:chain": Door("audit.read"),
    "administration:retention": Door("retention.run"),
}

SHOWS_SOMEBODY = frozenset(
    {
        "schools:history",
        "schools:notice",
        "schools:pdf",
        "schools:json",
        "authorities:question",
        "authorities:reject",
        "police:review",
        "police:incident",
        "police:close_record",
        "police:notice",
        "police:decide",
        "police:handover",
        "police:reject",
        "police:cocoon_propose",
        "police:cocoon_heard_one",
        "police:cocoon_close_heard",
        "police:refer",
        "support:referral",
    }
)
"""Pages on which a child, a party or a line about one stands: each look at one is an entry in the audit trail (R13)."""
