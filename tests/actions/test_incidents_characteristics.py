"""Who a party is by what the law protects: sealed as it comes in, decided by nowhere, opened for nobody else."""

from datetime import datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.foundations.seals.rules import BrokenSeal
from firstbell.foundations.take_in.rules import Unfit
from firstbell.joint.intensification.rules.listing import drawn, pool
from firstbell.pure.actor import Actor
from firstbell.pure.ordering import Weights
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries
from firstbell.registers.incidents.actions import open_for_party, record_version
from firstbell.registers.incidents.models import IncidentVersion
from firstbell.registers.incidents.rules.characteristics import Characteristics
from firstbell.registers.incidents.rules.document import Disability, Ethnicity, Orientation, Relation
from firstbell.registers.incidents.rules.facts import facts_from
from firstbell.registers.incidents.rules.reading import read_document, stored_form
from rulebook.incident_lines import line, sample
from world.invented_harm import INVENTED
from world.picture import everything_stored

SAID = {"ethnicity": "asian", "disability": "yes", "sexual_orientation": "gay_or_lesbian", "relationship": "sibling"}
HERS = Characteristics(**SAID)
WORDS = {
    "ethnicity": Ethnicity,
    "disability": Disability,
    "sexual_orientation": Orientation,
    "relationship": Relation,
}
DRAWN = st.fixed_dictionaries({name: st.sampled_from([None, *get_args(words)]) for name, words in WORDS.items()})


def with_(said: Any, **changes: Any) -> dict[str, Any]:
    document = sample(**changes)
    document["parties"][0]["characteristics"] = said
    return document


@pytest.fixture
def keep(db: None, by: Actor, now: datetime) -> Any:
    return lambda document: record_version(document=read_document(line(document)), by=by, now=now)


def test_nothing_of_it_can_be_read_in_any_table(keep: Any) -> None:
    assert keep(with_(SAID))
    row = IncidentVersion.objects.get()
    assert "characteristics" not in row.document["parties"][0]
    assert set(row.characteristics) == {"P1"}
    assert not [said for said in everything_stored() if "gay_or_lesbian" in said or "asian" in said]
    assert queries.characteristics_to_count([row.incident_id]) == {(row.incident_id, "P1"): HERS}


def test_the_same_version_again_is_unchanged_and_with_another_word_is_refused(keep: Any) -> None:
    keep(with_(SAID))
    assert not keep(with_(dict(reversed(SAID.items()))))
    with pytest.raises(Unfit, match="other content"):
        keep(with_(SAID | {"ethnicity": "white"}))
    assert keep(with_(None, version=2))
    (number,) = queries.numbers_of("STF/2026/0012345")
    assert queries.characteristics_to_count([number]) == {}, "the highest version says nothing of it"


def test_a_digest_cannot_be_found_by_trying_words(keep: Any) -> None:
    document = with_(SAID)
    keep(document)
    assert IncidentVersion.objects.get().digest != stored_form(read_document(line(document)))[1]


@pytest.mark.parametrize("said", [None, {}, dict.fromkeys(SAID)])
def test_where_nothing_is_recorded_nothing_is_sealed_however_it_is_written(keep: Any, said: Any) -> None:
    keep(with_(None))
    assert not keep(with_(said))
    assert IncidentVersion.objects.get().characteristics == {}


def test_a_seal_opens_in_its_own_version_and_for_its_own_party_only(keep: Any) -> None:
    keep(with_(SAID))
    keep(with_(SAID, reference="STF/2026/0000002"))
    one, other = IncidentVersion.objects.order_by("pk")
    IncidentVersion.objects.filter(pk=other.pk).update(characteristics=one.characteristics)
    with pytest.raises(BrokenSeal):
        queries.characteristics_to_count([other.incident_id])


def test_whoever_it_is_of_is_told_once_two_people_released_it(keep: Any, by: Actor, now: datetime) -> None:
    keep(with_(SAID))
    row = IncidentVersion.objects.get()
    (item,) = (one for one in queries.about_record(row.incident_id, "P1") if one.field == "characteristics")
    assert item.told.sealed
    assert "asian" not in item.value
    text = open_for_party(key=item.key, request="SAR-1", by=by, now=now)
    assert text == "ethnicity: asian; disability: yes; sexual orientation: gay or lesbian; relationship: sibling"
    row.document["parties"][0]["role"] = "both"
    row.save()
    text = open_for_party(key=item.key, request="SAR-2", by=by, now=now)
    assert text == "ethnicity: asian; disability: yes; sexual orientation: gay or lesbian", (
        "the rest is of whom they know"
    )
    assert not [one for one in queries.about_record(row.incident_id, "C1") if one.field == "characteristics"]
    for wrong in ("incidents.IncidentVersion:0:P1.characteristics", item.key.replace("P1.", "P2.")):
        with pytest.raises(Refused):
            open_for_party(key=wrong, request="SAR-1", by=by, now=now)


@pytest.mark.parametrize(
    ("name", "word"), [("ethnicity", "White British"), ("disability", True), ("relationship", "husband"), ("sex", "F")]
)
def test_another_word_or_field_is_refused_and_not_repeated(name: str, word: Any) -> None:
    with pytest.raises(Unfit) as refusal:
        read_document(line(with_({name: word})))
    assert refusal.value.field == f"parties[0].characteristics.{name}"
    assert str(word) not in refusal.value.reason


@given(st.lists(st.tuples(DRAWN, DRAWN), min_size=1, max_size=4))
def test_no_fact_and_no_place_of_an_ordering_depends_on_it(people: list[tuple[Any, Any]]) -> None:
    """What parts are given of an incident is the same whatever was recorded, and so is a list drawn from it."""
    plain = [facts_of(n, None, None) for n in range(len(people))]
    said = [facts_of(n, *both) for n, both in enumerate(people)]
    assert said == plain
    identities = {(n, who): f"I-{who}" for n in range(len(people)) for who in ("P1", "P2")}
    lists = [pool(all_, identities, INVENTED, plain[0].reported_at.date()) for all_ in (plain, said)]
    first, second = (drawn(one, INVENTED, Weights(25, 25, 25, 25), 5) for one in lists)
    assert first == second
    assert first, "there is somebody to order"


def facts_of(number: int, hers: Any, his: Any) -> Any:
    document = with_(hers, reference=f"STF/{number}")
    his_record = {"person_id": "P2", "role": "suspect", "forenames": "Lee", "surname": "Price", "sex": "F"}
    document["parties"].append(his_record | {"characteristics": his})
    return facts_from(number, stored_form(read_document(line(document)))[0])
