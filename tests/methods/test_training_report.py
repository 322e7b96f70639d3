"""The report of a model: right, whole without a network, and readable without its pictures."""

import csv
import json
from datetime import date
from html.parser import HTMLParser
from math import log2
from typing import Any
from xml.etree import ElementTree

import pytest

from firstbell.pure.matching.blocking import RULES, keys_of_each
from firstbell.pure.matching.model import PEOPLE, shipped_model, shipped_model_text
from firstbell.pure.matching.records import Features, Sought, features_of_pupil, features_of_sought
from firstbell.pure.matching.training import frozen, measures
from firstbell.pure.matching.training.report import report
from firstbell.pure.matching.training.settings import levels_of
from firstbell.registers.schools.rules import Pupil
from world.learning import Force, force

ACCEPT = 6.0
HOME = (("12 Example Road",), "ST4 1AA", None)
BORN = date(2016, 2, 1)


@pytest.fixture(scope="module")
def stoke() -> Force:
    return force(9, 1500, 700)


@pytest.fixture(scope="module")
def labels(stoke: Force) -> list[tuple[int, int, bool]]:
    """All true pairs, and each child with the next line of the roll, who is often a brother or a sister."""
    true = set(stoke.pairs)
    beside = [(child, (pupil + 1) % len(stoke.pupils)) for child, pupil in stoke.pairs]
    return [(*pair, pair in true) for pair in dict.fromkeys([*stoke.pairs, *beside])]


@pytest.fixture(scope="module")
def found(stoke: Force, labels: list[tuple[int, int, bool]]) -> measures.Measured:
    return measures.measured(shipped_model(), stoke.pupils, stoke.sought, labels, accept=ACCEPT)


@pytest.fixture(scope="module")
def document(found: measures.Measured) -> frozen.Document:
    return json.loads(shipped_model_text()) | {"measured": found}


def test_pairs_are_those_that_share_a_key(stoke: Force, found: measures.Measured) -> None:
    lines = keys_of_each(stoke.pupils, seeking=False)
    children = keys_of_each(stoke.sought[:60], seeking=True)
    few = measures.measured(shipped_model(), stoke.pupils, stoke.sought[:60], None, accept=ACCEPT)
    assert few["compared"]["pairs"] == sum(bool(child & line) for child in children for line in lines)
    assert found["compared"]["of"] == len(stoke.sought)
    for shares in found["shares"].values():
        assert sum(shares.values()) == pytest.approx(1, abs=1e-4)


def a_child(**facts: Any) -> Features:
    return features_of_sought(Sought("1", **({"forenames": "", "surname": ""} | facts)))


def a_pupil() -> Features:
    return features_of_pupil(Pupil(None, "Oliver", "", "Okafor", "", BORN, "M", *HOME))


def test_the_ceiling_says_which_rule_alone_finds_a_pair() -> None:
    children = [
        a_child(forenames="Oliver", surname="Okafor"),  # names and their sounds
        a_child(forenames="Zoe", surname="Kowalska", homes=(HOME,)),  # the home alone
        a_child(forenames="Zoe", surname="Kowalska"),  # nothing
        a_child(forenames="Zoe", surname="Kowalska", homes=(HOME,)),
    ]
    told = measures.ceiling([a_pupil()], children, [(0, 0, True), (1, 0, True), (2, 0, True), (3, 0, False)])
    assert (told["pairs"], told["found"]) == (3, pytest.approx(2 / 3, abs=1e-5))
    assert told["rules"].keys() == RULES.keys()
    third = pytest.approx(1 / 3, abs=1e-5)
    assert told["rules"]["h"] == [third, third]
    assert told["rules"]["n"] == [third, 0]
    assert told["rules"]["u"] == [0, 0]


def test_whoever_says_too_little_is_unlinkable() -> None:
    whole = {"forenames": "Oliver", "surname": "Okafor", "born_from": BORN, "born_to": BORN, "homes": (HOME,)}
    children = [a_child(**whole), a_child(surname="Okafor"), a_child()]
    told = measures.measured(shipped_model(), [a_pupil()], children, None, accept=ACCEPT)["unlinkable"]
    assert told["children"] == pytest.approx(2 / 3, abs=1e-5)
    assert told["pupils"] == 0
    assert [row[0] for row in told["rows"]] == list(measures.WEIGHTS)
    assert told["rows"][0][1:] == [pytest.approx(0), 0]
    assert told["rows"][-1][1:] == [1, 1], "nobody reaches 40 bits without a UPN"


def test_a_true_pair_that_shares_no_key_is_never_found_whatever_it_would_weigh() -> None:
    children = [a_child(forenames="Oliver"), a_child(forenames="Oliver", surname="Okafor")]
    labels = [(0, 0, True), (1, 0, True)]
    told = measures.measured(shipped_model(), [a_pupil()], children, labels, accept=ACCEPT)
    assert told["thresholds"]["rows"][0] == [-20, 1, 1.0, 0.5]


def test_precision_and_recall_are_counted_on_labels(
    found: measures.Measured, labels: list[tuple[int, int, bool]]
) -> None:
    told = found["thresholds"]
    assert told["by"] == "labels"
    linked, precision, recall = (list(column) for column in list(zip(*told["rows"], strict=True))[1:])
    assert linked == sorted(linked, reverse=True)
    assert recall == sorted(recall, reverse=True)
    rightly = sum(one for _, _, one in labels)
    assert all(abs(n * p - r * rightly) < 1 for n, p, r in zip(linked, precision, recall, strict=True) if n)
    assert precision[26] > precision[0], "6 bits link more rightly than -20"


def test_without_labels_a_threshold_is_the_models_own_word_and_said_to_be(
    stoke: Force, document: frozen.Document
) -> None:
    own = measures.measured(shipped_model(), stoke.pupils, stoke.sought, None, accept=ACCEPT)
    assert (own["thresholds"]["by"], own["ceiling"]) == ("model", None)
    files = report(document | {"measured": own})
    assert "the model&#x27;s own word" in files["index.html"]
    assert "blocking.csv" not in files


def test_stability_is_nothing_for_the_same_shares_and_known_for_others() -> None:
    assert measures.stability({"a": 0.5, "b": 0.5}, {"a": 0.5, "b": 0.5}) == 0
    assert measures.stability({"a": 0.5, "b": 0.5}, {"a": 0.6, "b": 0.4}) == pytest.approx(0.040547, abs=1e-6)
    assert (
        0 < measures.stability({"a": 1.0}, {"a": 1.0, "b": 0.0}) < 1e-3
        or measures.stability({"a": 1.0}, {"a": 1.0}) == 0
    )


class _Page(HTMLParser):
    """What a page holds, tag by tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_needs_no_network_and_no_picture(document: frozen.Document) -> None:
    files = report(document, json.loads(shipped_model_text()))
    page = _Page(files["index.html"])
    assert page.all("html") == [{"lang": "en-GB"}]
    assert not page.all("script")
    assert not page.all("link")
    assert "http" not in files["index.html"].replace("http-equiv", "")
    pictures = page.all("img")
    assert len(pictures) == 6, "weights, parameters, thresholds, unlinkables, blocking, drift"
    for picture in pictures:
        assert len(picture["alt"] or "") > 30
        name = str(picture["src"]).removesuffix(".svg")
        assert f"{name}.csv" in files
        assert ElementTree.fromstring(files[f"{name}.svg"]).tag.endswith("svg")
    assert len(page.all("caption")) == len(page.all("table")) >= len(pictures)
    assert {link["href"] for link in page.all("a")} <= files.keys()


def test_the_tables_are_the_models_own(document: frozen.Document) -> None:
    rows = list(csv.DictReader(report(document)["parameters.csv"].splitlines()))
    weights = list(csv.DictReader(report(document)["weights.csv"].splitlines()))
    levels = list(levels_of(document["settings"]))
    assert len(rows) == len(weights) == len(levels)
    for row, weight, (place, level) in zip(rows, weights, levels, strict=True):
        assert (row["comparison"], row["level"]) == place
        assert float(row["m"]) == level["m_probability"]
        assert float(weight["bits"]) == pytest.approx(log2(level["m_probability"] / level["u_probability"]), abs=5e-4)


def test_drift_is_told_in_bits(document: frozen.Document) -> None:
    other = json.loads(shipped_model_text()) | {"name": "firstbell 2027-11-01"}
    for place, level in levels_of(other["settings"]):
        if place == ("forename", "short form"):
            level["m_probability"] *= 4
    files = report(other | {"measured": document["measured"]}, document)
    changed = [row for row in csv.DictReader(files["drift.csv"].splitlines()) if float(row["change"])]
    assert [(row["level"], float(row["change"])) for row in changed] == [("short form", 2.0)]
    assert "Most has changed forename “short form”" in files["index.html"]
    assert {
        float(row["population stability index"]) for row in csv.DictReader(files["stability.csv"].splitlines())
    } == {0}


def test_a_model_that_was_never_measured_has_a_report_all_the_same() -> None:
    files = report(json.loads(shipped_model_text(PEOPLE)))
    assert "thresholds.csv" not in files
    assert "stated" in files["index.html"]


def test_the_same_file_gives_the_same_report(document: frozen.Document) -> None:
    assert report(document) == report(document)
