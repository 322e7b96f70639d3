"""H5: what an audience may see is a type."""

import ast
from collections.abc import Mapping
from pathlib import Path

from architecture.checks.source import Breach, Source, sources, unneeded

SHAPELESS = frozenset({"QuerySet", "Model", "Any", "RawQuerySet", "ValuesQuerySet"})


def shapeless_answers(root: Path, exempt: Mapping[str, str]) -> list[Breach]:
    """Public queries whose answer is a model, a query set, or anything at all.

    ``exempt`` gives, by dotted name, the reason why a query may hand on such an answer.
    """
    everything = sources(root)
    models = {
        f"{source.module}.{node.name}"
        for source in everything
        if source.role == "models"
        for node in source.tree.body
        if isinstance(node, ast.ClassDef)
    }
    found: dict[str, list[Breach]] = {}
    for source in everything:
        if source.role != "queries":
            continue
        for node in source.tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                found[f"{source.module}.{node.name}"] = _shapeless(source, node, models)
    breaking = {name for name, breaches in found.items() if breaches}
    return [breach for name in breaking - set(exempt) for breach in found[name]] + unneeded(exempt, breaking)


def _shapeless(source: Source, node: ast.FunctionDef, models: set[str]) -> list[Breach]:
    if node.returns is None:
        return [source.breach(node, f"{node.name} does not say what it answers")]
    for part in ast.walk(node.returns):
        if isinstance(part, ast.Name | ast.Attribute):
            meaning = source.meaning(part)
            if meaning in models or meaning.rpartition(".")[2] in SHAPELESS:
                return [
                    source.breach(
                        node,
                        f"{node.name} answers with {meaning.rpartition('.')[2]}, not with a type made for its reader",
                    )
                ]
    return []


def loose_facts(root: Path) -> list[Breach]:
    """Dataclasses of rules, queries and pure that can be changed after they were made."""
    found = []
    for source in sources(root):
        if source.role not in {"rules", "queries"} and source.steps[0] != "pure":
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef):
                for decorator in node.decorator_list:
                    if _is_loose(source, decorator):
                        found.append(source.breach(node, f"{node.name} is a dataclass that is not frozen"))
    return found


def _is_loose(source: Source, decorator: ast.expr) -> bool:
    made_by = decorator.func if isinstance(decorator, ast.Call) else decorator
    if source.meaning(made_by) != "dataclasses.dataclass":
        return False
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return not any(k.arg == "frozen" and isinstance(k.value, ast.Constant) and k.value.value is True for k in keywords)
