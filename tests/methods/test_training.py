"""Training: what is learnt is near the truth, and what is learnt wrongly is refused."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from firstbell.invented.rates import RATES
from firstbell.pure.matching.model import PEOPLE, ROLL, UnfitModel, model_from, shipped_model_text
from firstbell.pure.matching.training import frozen, sessions
from firstbell.pure.matching.training.settings import parameters_of, prior_of, settings_of
from firstbell.pure.matching.training.tables import linker_of, twins_among
from firstbell.pure.matching.training.train import Trained, fitted, train
from world.learning import Force, force

FAMILIES = replace(RATES, pupils_in_family=(0.1, 0.3, 0.3, 0.2, 0.1), twins=0.05)
"""Three children of school age in a home, where most have one or two."""
BY_HOME = "l.postcodes = r.postcodes AND l.houses = r.houses"
SAMPLE = 300_000
DAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def stoke() -> Force:
    return force(7, 3500, 2200)


def trained_on(place: Force, *, seed: int = 1, labels: list[sessions.Label] | None = None) -> Trained:
    prior = prior_of(len(place.pupils))
    return train(place.pupils, place.sought, labels, prior=prior, seed=seed, sample=SAMPLE)


@pytest.fixture(scope="module")
def well_learnt(stoke: Force) -> sessions.Learnt:
    return learnt(stoke, sessions.SESSIONS)


@pytest.fixture(scope="module")
def trained(stoke: Force) -> Trained:
    return trained_on(stoke)


def learnt(place: Force, rules: tuple[str, ...]) -> sessions.Learnt:
    """What Splink learns by these rules, refused by nobody yet."""
    linker, tables = linker_of(place.sought, place.pupils, settings_of(prior_of(len(place.pupils))))
    return sessions.learn(linker, tables, None, rules, SAMPLE, 1)


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[\w'-]+", text.lower()))


def refused(place: Force, rules: tuple[str, ...]) -> str:
    with pytest.raises(UnfitModel) as refusal:
        fitted(learnt(place, rules), len(place.pupils), 0.001)
    return str(refusal.value)


def apart(settings: dict[str, object], truth: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """How far m is from the truth, in shares."""
    return {place: abs(m - truth[place]) for place, (m, _) in parameters_of(settings).items() if truth[place]}


def test_without_a_label_m_is_learnt_to_three_hundredths(stoke: Force, trained: Trained) -> None:
    held = {(one.comparison, one.level) for one in trained.held}
    errors = {place: error for place, error in apart(trained.settings, stoke.m()).items() if place not in held}
    assert len(errors) > 15
    dated = {place: error for place, error in errors.items() if place[0] not in ("age", "address")}
    assert max(dated.values()) < 0.03, errors


def test_u_of_a_home_is_of_strangers_and_siblings_and_not_of_the_child_itself(stoke: Force, trained: Trained) -> None:
    same = set(stoke.pairs)
    homes: dict[str, list[int]] = {}
    for line, pupil in enumerate(stoke.pupils):
        for house in pupil.houses:
            homes.setdefault(house, []).append(line)
    meeting = {
        (at, line) for at, child in enumerate(stoke.sought) for house in child.houses for line in homes.get(house, ())
    }
    truth = len(meeting - same) / (len(stoke.sought) * len(stoke.pupils))
    u = parameters_of(trained.settings)["address", "same home"][1]
    assert u == pytest.approx(truth, rel=0.25)
    assert len(meeting) / (len(stoke.sought) * len(stoke.pupils)) > truth * 1.5, "or this test would prove nothing"


def test_labels_teach_m_exactly(stoke: Force) -> None:
    labels = [(child, pupil, True) for child, pupil in stoke.pairs]
    labels += [(child, (pupil + 1) % len(stoke.pupils), False) for child, pupil in stoke.pairs[:100]]
    taught = trained_on(stoke, labels=labels)
    assert taught.labels == len(labels)
    held = {one.comparison for one in taught.held}
    errors = {place: error for place, error in apart(taught.settings, stoke.m()).items() if place[0] not in held}
    assert max(errors.values()) < 1e-6, errors


def test_what_a_roll_cannot_teach_is_held_at_the_shipped_value_and_said(trained: Trained) -> None:
    shipped = parameters_of(json.loads(shipped_model_text())["settings"])
    values = parameters_of(trained.settings)
    assert ("upn", "same") in {(one.comparison, one.level) for one in trained.held}, "no officer knows a UPN"
    for one in trained.held:
        at = one.comparison, one.level
        assert values[at]["mu".index(one.which)] == shipped[at]["mu".index(one.which)] == one.value
        assert "fewer than" in one.reason


def test_a_session_blocked_on_the_household_is_refused_before_anything_is_learnt(stoke: Force) -> None:
    for rule in (BY_HOME, "l.postcodes = r.postcodes", "l.sectors = r.sectors AND l.sex = r.sex"):
        with pytest.raises(UnfitModel, match=r"blocked on the household.*block on names"):
            train(stoke.pupils, stoke.sought, prior=0.001, seed=1, sessions=(*sessions.SESSIONS, rule))


def test_siblings_learnt_as_one_child_are_seen_in_the_model_itself() -> None:
    said = refused(force(8, 3000, 1500, FAMILIES), (BY_HOME, *sessions.SESSIONS[1:]))
    assert "forename, 'same': m is 0." in said
    assert "brothers and sisters were learnt as one child" in said


def test_the_same_family_rich_roll_is_learnt_well_by_the_sessions_we_use() -> None:
    families = force(8, 3000, 1500, FAMILIES)
    truth, found = families.m(), learnt(families, sessions.SESSIONS).estimates
    for place in (("forename", "same"), ("surname", "same"), ("birth", "same day")):
        assert found[place].m == pytest.approx(truth[place], abs=0.01)


def test_a_level_that_no_session_could_train_is_refused(stoke: Force) -> None:
    said = refused(stoke, (sessions.NAMES_OF_TWINS,))
    assert "birth, 'same day': no session could train it" in said
    assert "give labels" in said
    assert "forename" not in said


def test_too_few_sure_pairs_are_no_proof(stoke: Force, well_learnt: sessions.Learnt) -> None:
    few = replace(well_learnt, sure_of={"forename": 29, "surname": 500, "birth": 500})
    with pytest.raises(UnfitModel, match="forename: only 29 pairs are surely one child"):
        fitted(few, len(stoke.pupils), 0.001)


def test_a_level_that_outdoes_sameness_is_refused(stoke: Force, well_learnt: sessions.Learnt) -> None:
    place = "forename", "nearly the same"
    wrong = replace(well_learnt.estimates[place], u=0.00001, others=50.0)
    with pytest.raises(UnfitModel, match="forename, 'nearly the same': it speaks more for a pair than 'same' does"):
        fitted(replace(well_learnt, estimates=well_learnt.estimates | {place: wrong}), len(stoke.pupils), 0.001)


def test_an_empty_roll_teaches_nothing_and_says_so(stoke: Force) -> None:
    with pytest.raises(UnfitModel, match="no line of a roll"):
        train([], stoke.sought, prior=0.001, seed=1)
    with pytest.raises(UnfitModel, match="no child"):
        train(stoke.pupils, [], prior=0.001, seed=1)
    with pytest.raises(UnfitModel, match="labels: not one pair"):
        train(stoke.pupils, stoke.sought, [(0, 0, False)], prior=0.001, seed=1)
    with pytest.raises(UnfitModel, match="not one pair to learn from"):
        train(stoke.pupils[:1], [replace(stoke.sought[0], born_from=None, born_to=None)], prior=0.001, seed=1)


def test_twins_are_two_pupils_of_one_home_and_day_and_one_pupil_twice_is_none(stoke: Force) -> None:
    pupil = next(one for one in stoke.pupils if one.houses and one.born)
    other = next(one for one in stoke.pupils if one.given.first != pupil.given.first)
    assert not twins_among([pupil, pupil, other])
    assert twins_among([pupil, other, replace(pupil, given=other.given)]) == {0, 2}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(stoke: Force, trained: Trained) -> None:
    def text(one: Trained) -> str:
        return frozen.text_of(frozen.freeze(one, on=DAY, thresholds={"accept": 6.0}))

    assert text(trained_on(stoke)) == text(trained)
    assert trained_on(stoke, seed=2).settings != trained.settings


def test_a_file_says_what_it_was_made_of_and_is_read_back_as_it_was(trained: Trained) -> None:
    document = frozen.freeze(trained, on=DAY, thresholds={"accept": 6.0})
    text = frozen.text_of(document)
    assert frozen.text_of(frozen.document_of(text)) == text
    assert model_from(text).digest == document["made"]["settings_digest"]
    assert frozen.file_name(document) == "firstbell-2026-11-26.json"
    made = document["made"]
    assert (made["rows"], made["seed"], made["labels"]) == (trained.rows, 1, None)
    assert set(made["versions"]) == {"splink", "duckdb", "firstbell"}


def test_nobody_is_named_in_a_file(stoke: Force, trained: Trained) -> None:
    document = frozen.freeze(trained, on=DAY, thresholds={})
    people = [*stoke.pupils, *stoke.sought]
    names = {word for one in people for word in (*one.given.called, *one.given.middle, *one.surnames, *one.postcodes)}
    vocabulary = words_of(
        shipped_model_text() + " ".join(one.reason for one in trained.held) + " ".join(document["about"])
    )
    assert len(names) > 1000
    assert not (words_of(frozen.text_of(document)) - vocabulary) & {name.lower() for name in names}


@pytest.mark.parametrize("field", ["m_probability", "u_probability", "sql_condition"])
def test_a_changed_file_is_refused(trained: Trained, field: str) -> None:
    document = json.loads(frozen.text_of(frozen.freeze(trained, on=DAY, thresholds={})))
    level = document["settings"]["comparisons"][0]["comparison_levels"][1]
    level[field] = '"first_l" IS NULL' if field == "sql_condition" else level[field] * 1.01
    with pytest.raises(UnfitModel, match="not those that this file was made with"):
        model_from(json.dumps(document))


def test_the_models_that_ship_say_how_they_were_made() -> None:
    of_pupils, of_people = (json.loads(shipped_model_text(name)) for name in (ROLL, PEOPLE))
    assert of_pupils["made"]["how"] == "labels"
    assert any("invented force" in sentence for sentence in of_pupils["about"])
    assert of_people["made"]["how"] == "stated", "nobody has labels of whole people, and it says so"


def test_a_file_that_says_not_how_it_was_made_is_refused() -> None:
    document = json.loads(shipped_model_text())
    del document["made"]
    with pytest.raises(UnfitModel, match="made"):
        model_from(json.dumps(document))
    for text in ("", "[]", "{", '{"format": "firstbell.linkage-model/2"}'):
        with pytest.raises(UnfitModel, match="format"):
            model_from(text)
