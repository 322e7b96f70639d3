"""The report of a model: one page, and under each chart the table that it was drawn from."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from firstbell.pure.matching.blocking import RULES
from firstbell.pure.matching.training import charts, page
from firstbell.pure.matching.training.frozen import Document
from firstbell.pure.matching.training.measures import stability
from firstbell.pure.matching.training.settings import Place, parameters_of

Row = tuple[str | int | float, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """``name`` is that of its files, ``says`` a sentence in plain words, ``alt`` tells what the chart shows to whoever
    does not see it; ``draw`` is the chart's kind, None where a table is enough."""

    name: str
    title: str
    says: str
    columns: tuple[str, ...]
    rows: list[Row]
    alt: str = ""
    draw: charts.Draw | None = None


def report(document: Document, against: Document | None = None) -> dict[str, str]:
    """The files of a report by their names: ``index.html``, an SVG for each chart, a CSV for each table.

    All of it is in the model's own file, so it can be written again wherever that is. ``against`` is the last model.
    """
    sections = list(_sections(document, against))
    files = {"index.html": page.page(document, sections)}
    for section in sections:
        files[f"{section.name}.csv"] = _as_csv(section)
        if section.draw:
            files[f"{section.name}.svg"] = section.draw(section.columns, section.rows)
    return files


def learnt(document: Document) -> list[tuple[str, str, float, float, float]]:
    """Every level's comparison and name, m, u and bits."""
    bits = _bits(document)
    return [(*place, m, u, bits[place]) for place, (m, u) in parameters_of(document["settings"]).items()]


def held(document: Document) -> list[str]:
    """A sentence for every value that was not learnt."""
    return [
        f"{one['comparison']}, {one['level']}: {one['which']} at {one['value']}, {one['reason']}"
        for one in document["held"]
    ]


def _sections(document: Document, against: Document | None) -> Iterator[Section]:
    yield _weights(document)
    yield _parameters(document)
    yield _held(document)
    measured = document.get("measured") or {}
    if measured:
        yield _thresholds(document)
        yield _unlinkable(document)
    if measured.get("ceiling"):
        yield _ceiling(document)
    if against is not None:
        yield _drift(document, against)
        yield _stability(document, against)


def _as_csv(section: Section) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([section.columns, *section.rows])
    return out.getvalue()


def _bits(document: Document) -> dict[Place, float]:
    return {place: round(log2(m / u), 3) for place, (m, u) in parameters_of(document["settings"]).items()}


def _weights(document: Document) -> Section:
    bits = _bits(document)
    most, least = max(bits, key=bits.__getitem__), min(bits, key=bits.__getitem__)
    return Section(
        "weights",
        "What each level weighs",
        f"Most for a pair speaks {_words(most)} ({bits[most]:+.1f} bits), most against it {_words(least)} "
        f"({bits[least]:+.1f} bits). A bit more doubles the odds that both records are one child.",
        ("comparison", "level", "bits"),
        [(*place, value) for place, value in bits.items()],
        "Bars to the right for levels that speak for a pair, to the left for levels that speak against it.",
        charts.bars,
    )


def _words(place: Place) -> str:
    return f"{place[0]} “{place[1]}”"


def _parameters(document: Document) -> Section:
    return Section(
        "parameters",
        "How often each level is met",
        "m: of a hundred pairs of one child that have something to compare, so many are at this level. u: the same of "
        "pairs of two children. Both as shares of 1.",
        ("comparison", "level", "m", "u"),
        [(*place, m, u) for place, (m, u) in parameters_of(document["settings"]).items()],
        "Two points a level on a scale of powers of ten, m and u; the farther apart, the more the level weighs.",
        charts.points,
    )


def _held(document: Document) -> Section:
    held = document.get("held") or []
    return Section(
        "held",
        "What was not learnt",
        f"{len(held)} values are held at those of the model that ships, as this roll is too small to teach them."
        if held
        else "Nothing is held at another model's value.",
        ("comparison", "level", "value of", "held at", "why"),
        [(one["comparison"], one["level"], one["which"], one["value"], one["reason"]) for one in held],
    )


def _thresholds(document: Document) -> Section:
    found, accept = document["measured"]["thresholds"], document["measured"]["unlinkable"]["accept"]
    at = next(row for row in found["rows"] if row[0] >= accept)
    source = (
        "As people labelled them."
        if found["by"] == "labels"
        else "Without labels this is the model's own word, which flatters: it knows nothing of brothers and sisters."
    )
    return Section(
        "thresholds",
        "What a threshold links",
        f"{source} From {accept:g} bits up {at[2]:.2%} of the pairs linked are right, and {at[3]:.2%} of the right "
        "ones are linked; these are pairs by weight alone, before the rules that decide above it.",
        ("weight", "pairs linked", "precision", "recall"),
        [tuple(row) for row in found["rows"]],
        "Two lines over the weight at which pairs are linked: precision rises with it, recall falls.",
        charts.lines,
    )


def _unlinkable(document: Document) -> Section:
    found = document["measured"]["unlinkable"]
    return Section(
        "unlinkables",
        "Who could never be linked by weight",
        f"{found['children']:.1%} of the children looked for and {found['pupils']:.1%} of the lines of the roll say so "
        f"little that even their own record would not reach {found['accept']:g} bits.",
        ("weight", "children", "pupils"),
        [tuple(row) for row in found["rows"]],
        "Two lines over the weight: the shares of children and of lines of the roll that could never reach it.",
        charts.lines,
    )


def _ceiling(document: Document) -> Section:
    found = document["measured"]["ceiling"]
    return Section(
        "blocking",
        "Who is compared at all",
        f"{found['found']:.2%} of {found['pairs']:,} true pairs share a key and are compared; no model finds the rest.",
        ("rule", "finds", "alone finds"),
        [(f"{rule}: {RULES[rule].says}", *shares) for rule, shares in found["rules"].items()],
        "Two bars a blocking rule: the share of true pairs that it finds, and the share that no other rule finds.",
        charts.bars,
    )


def _drift(document: Document, against: Document) -> Section:
    before, after = _bits(against), _bits(document)
    rows: list[Row] = [
        (*place, before.get(place, 0.0), bits, round(bits - before.get(place, 0.0), 3)) for place, bits in after.items()
    ]
    most = max(rows, key=lambda row: abs(float(row[4])))
    return Section(
        "drift",
        f"What changed since {against['name']}",
        f"Most has changed {_words((str(most[0]), str(most[1])))}: from {most[2]:+.1f} to {most[3]:+.1f} bits.",
        ("comparison", "level", "before", "after", "change"),
        rows,
        "Two points a level: its bits in the last model and in this one.",
        charts.points,
    )


def _stability(document: Document, against: Document) -> Section:
    before = (against.get("measured") or {}).get("shares") or {}
    after = (document.get("measured") or {}).get("shares") or {}
    rows: list[Row] = [(name, round(stability(before[name], after[name]), 4)) for name in after if name in before]
    moved = [str(name) for name, index in rows if float(index) > 0.25]
    says = f"Other data than the last model saw, in {', '.join(moved)}." if moved else "The data are much the same."
    return Section(
        "stability",
        "Whether the data are still the same",
        f"{says} Under 0.1 little has changed, over 0.25 much."
        if rows
        else "One of the two files has no shares of levels, so this cannot be told.",
        ("comparison", "population stability index"),
        rows,
    )
