"""H6: what is a partner's of the programme is beyond the reach of every page but the support service's.

The check follows what a page imports within the part, name by name: a name that a list (``__init__``) hands on leads to
the module it comes from, and importing the list itself, or a module, leads to all that stands in it.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from architecture.checks.source import Breach, Source, sources

PART = "firstbell.responses.programme"
FENCED = ("interfaces/web/programme", "interfaces/web/police", "interfaces/api")
"""Who never learns anything of a partner: facilitators, police, other systems."""
BEYOND = (f"{PART}.queries.partners", f"{PART}.actions.partners")
GATES: dict[str, str] = {
    f"{PART}.queries.standing": "says yes or no: whether it may start, whether two are kept apart",
    f"{PART}.actions.alerts": "writes an alert and answers nothing",
}
"""Modules that touch a partner's rows on behalf of others, with what they let through."""
PASSES = frozenset({"bool", "bool | None", "int", "None", "Exists"})
"""What may come out of a gate: a yes or a no, how many, nothing, or a condition that is a yes or a no."""


def over_the_fence(root: Path, tables: Mapping[str, frozenset[str]]) -> list[Breach]:
    """Ways from a fenced page to what is a partner's.

    ``tables`` are the partner's models, each with the names by which a participant's row leads to it.
    """
    known = {source.module: source for source in sources(root)}
    found: set[Breach] = set()
    for folder in FENCED:
        for page in sources(root, f"src/firstbell/{folder}"):
            found |= set(_followed(page, known, tables, set()))
    return sorted(found)


def leaking_gates(root: Path) -> list[Breach]:
    """Gates that are gone, and those of their functions that could let more through than ``PASSES``."""
    known = {source.module: source for source in sources(root)}
    found = [Breach(gate, 0, "is a gate, but no module: strike it off") for gate in GATES if gate not in known]
    for source in (known[gate] for gate in GATES if gate in known):
        for node in source.tree.body:
            if isinstance(node, ast.FunctionDef) and (said := _answer(node)) not in PASSES:
                found.append(source.breach(node, f"{node.name} lets {said} through"))
    return found


def _answer(node: ast.FunctionDef) -> str:
    return ast.unparse(node.returns) if node.returns else "anything"


def _followed(
    source: Source, known: Mapping[str, Source], tables: Mapping[str, frozenset[str]], seen: set[str]
) -> Iterator[Breach]:
    if source.module in seen or source.module in GATES:
        return
    seen.add(source.module)
    if source.module.startswith(PART) and source.role != "models":
        yield from _touches(source, tables)
    for name, line in source.imported():
        home = _home(name, known)
        if home.startswith(BEYOND):
            yield source.breach(line, f"reaches {home}")
        elif home in GATES and name.removeprefix(f"{home}.") not in known[home].defined:
            yield source.breach(line, f"takes more out of {home} than its functions")
        elif home.startswith(PART) and home in known:
            yield from _followed(known[home], known, tables, seen)


def _home(name: str, known: Mapping[str, Source]) -> str:
    """The module that a name stands in; through a list that hands it on, the one it comes from."""
    if name in known or name.startswith(BEYOND):
        return name
    module, _, inner = name.rpartition(".")
    if module not in known:
        return ""
    listed = known[module].aliases.get(inner, "") if known[module].is_package else ""
    return _home(listed, known) if listed else module


def _touches(source: Source, tables: Mapping[str, frozenset[str]]) -> Iterator[Breach]:
    """Where a module names a partner's model, or a way from a participant's row to one."""
    models = {f"{PART}.models.{name}" for name in tables}
    for name, line in source.imported():
        if name in models:
            yield source.breach(line, f"imports {name.rpartition('.')[2]}")
    ways = frozenset().union(*tables.values())
    for node in ast.walk(source.tree):
        for said in _spelled(node):
            if ways & set(said.split("__")):
                yield source.breach(node, f"leads to a partner by {said}")


def _spelled(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.keyword) and node.arg:
        yield node.arg
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
