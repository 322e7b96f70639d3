"""H8 and H9: who writes, in one transaction with its audit entry, and that nothing below calls up."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from architecture.checks.source import Breach, Source, sources, unneeded

RECORDS = frozenset({"firstbell.foundations.audit.actions.record", "firstbell.foundations.audit.actions.record_many"})
ATOMIC = "django.db.transaction.atomic"
WRITES = frozenset(
    {
        "create",
        "bulk_create",
        "get_or_create",
        "update_or_create",
        "update",
        "bulk_update",
        "delete",
        "raw_delete",
        "acreate",
        "aupdate",
        "adelete",
    }
)
WRITES_ALONE = frozenset({"save", "asave", "bulk_create", "get_or_create", "update_or_create", "bulk_update"})
SIGNALS = (
    "django.dispatch",
    "django.db.models.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
    "blinker",
)
OVERRIDES = frozenset({"save", "delete", "save_base", "asave", "adelete", "full_clean", "refresh_from_db"})


@dataclass(frozen=True, eq=False)
class Step:
    """A call inside a function: what it calls (a dotted name, or empty) and whether a transaction is open around it."""

    call: ast.Call
    target: str
    atomic: bool


@dataclass(frozen=True, eq=False)
class Function:
    """A function at the top of a module."""

    source: Source
    node: ast.FunctionDef

    @property
    def name(self) -> str:
        return f"{self.source.module}.{self.node.name}"

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        whole = any(opens_transaction(self.source, decorator) for decorator in self.node.decorator_list)
        return tuple(_steps(self.source, self.node.body, whole))


def opens_transaction(source: Source, node: ast.expr) -> bool:
    return source.meaning(node.func if isinstance(node, ast.Call) else node) == ATOMIC


def _steps(source: Source, body: list[ast.stmt] | list[ast.AST], atomic: bool) -> Iterator[Step]:
    for node in body:
        inside = atomic
        if isinstance(node, ast.With):
            inside = atomic or any(opens_transaction(source, item.context_expr) for item in node.items)
        if isinstance(node, ast.Call):
            yield Step(node, source.meaning(node.func), atomic)
        yield from _steps(source, list(ast.iter_child_nodes(node)), inside)


def functions(found: list[Source]) -> dict[str, Function]:
    """Every function at the top of the files, by its dotted name."""
    named = {}
    for source in found:
        for node in source.tree.body:
            if isinstance(node, ast.FunctionDef):
                function = Function(source, node)
                named[function.name] = function
    return named


def actions(found: list[Source]) -> dict[str, Function]:
    """The actions: of a folder, the functions that its ``__all__`` lists; of a file, its public functions."""
    known = functions(found)
    chosen = {}
    for source in found:
        if source.role != "actions" or len(source.steps) > 3 + source.is_package:
            continue
        names = [f"{source.module}.{name}" for name in source.defined if not name.startswith("_")]
        for name in [source.aliases.get(one, "") for one in listed(source)] if source.is_package else names:
            if name in known:
                chosen[name] = known[name]
    return chosen


def listed(source: Source) -> list[str]:
    """What a module's ``__all__`` lists."""
    for node in source.tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return [str(one) for one in ast.literal_eval(node.value)]
    return []


def past_the_list(root: Path) -> list[Breach]:
    """H8: an ``actions`` folder that lists nothing, and imports from another part's that go past what it lists."""
    everything = sources(root)
    folders = [s for s in everything if s.role == "actions" and s.is_package and len(s.steps) == 4]
    lists = {source.module: listed(source) for source in folders}
    found = [source.breach(1, "lists no actions in __all__") for source in folders if not lists[source.module]]
    for source in everything:
        for name, line in source.imported():
            folder, _, rest = name.partition(".actions.")
            folder += ".actions"
            if folder in lists and not source.module.startswith(folder) and rest not in lists[folder]:
                found.append(source.breach(line, f"reaches past what {folder} lists: {rest}"))
    return found


def records(
    function: Function, known: Mapping[str, Function], atomic: bool = False, seen: frozenset[str] = frozenset()
) -> bool:
    """Whether the function writes an audit entry while a transaction is open, itself or through what it calls."""
    for step in function.steps:
        open_now = atomic or step.atomic
        if step.target in RECORDS and open_now:
            return True
        further = known.get(step.target)
        if further and further.name not in seen and records(further, known, open_now, seen | {function.name}):
            return True
    return False


def badly_made_actions(root: Path, exempt: Mapping[str, str]) -> list[Breach]:
    """H8: actions that are not keyword-only, lack ``by`` or ``now``, are several transactions, or record nothing.

    ``exempt`` gives, by dotted name, the reason why a function is no action although it lives among them.
    """
    known = functions(sources(root))
    judged = {name: _faults(function, known) for name, function in actions(sources(root)).items()}
    found = [breach for name, faults in judged.items() if name not in exempt for breach in faults]
    return found + unneeded(exempt, {name for name, faults in judged.items() if faults})


def _faults(function: Function, known: Mapping[str, Function]) -> list[Breach]:
    name, arguments = function.node.name, function.node.args
    found = []
    if arguments.args or arguments.posonlyargs or arguments.vararg:
        found.append(function.source.breach(function.node, f"{name} takes more than keywords"))
    for wanted in sorted({"by", "now"} - {argument.arg for argument in arguments.kwonlyargs}):
        found.append(function.source.breach(function.node, f"{name} does not take `{wanted}`"))
    if len(openings := _openings(function.source, function.node.body)) > 1:
        found.append(function.source.breach(openings[1], f"{name} is more than one transaction"))
    if not records(function, known):
        found.append(function.source.breach(function.node, f"{name} writes no audit entry in its transaction"))
    return found


def _openings(source: Source, body: list[ast.stmt] | list[ast.AST]) -> list[ast.AST]:
    """The outermost blocks that open a transaction."""
    found: list[ast.AST] = []
    for node in body:
        if isinstance(node, ast.With) and any(opens_transaction(source, item.context_expr) for item in node.items):
            found.append(node)
        else:
            found += _openings(source, list(ast.iter_child_nodes(node)))
    return found


def writes_outside_a_transaction(root: Path, exempt: Mapping[str, str]) -> list[Breach]:
    """H8: writes that an action reaches with no transaction open around them."""
    known = functions(sources(root))
    found = set()
    for name, function in actions(sources(root)).items():
        if name not in exempt:
            found |= set(_bare_writes(function, known, frozenset()))
    return sorted(found)


def _bare_writes(function: Function, known: Mapping[str, Function], seen: frozenset[str]) -> Iterator[Breach]:
    for step in function.steps:
        if step.atomic:
            continue
        if is_write(step.call):
            yield function.source.breach(step.call, "writes with no transaction open")
        further = known.get(step.target)
        if further and further.name not in seen and further.source.role == "actions":
            yield from _bare_writes(further, known, seen | {function.name})


def is_write(call: ast.Call) -> bool:
    """Whether a call writes through Django's models: ``x.save()``, ``Model.objects...update()`` and their like."""
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr in WRITES_ALONE:
        return True
    return call.func.attr in WRITES and any(
        isinstance(inner, ast.Attribute) and inner.attr in {"objects", "_default_manager"}
        for inner in ast.walk(call.func)
    )


def written_elsewhere(root: Path, exempt: Mapping[str, str]) -> list[Breach]:
    """H8: writes through models anywhere but in ``actions``."""
    writers = {}
    for source in sources(root):
        writes = [call for call in source.calls() if is_write(call)] if source.role != "actions" else []
        if writes:
            writers[source.short_path] = [source.breach(call, "writes; only actions write") for call in writes]
    found = [breach for path, breaches in writers.items() if path not in exempt for breach in breaches]
    return found + unneeded(exempt, writers)


def calls_upward(root: Path) -> list[Breach]:
    """H9: signals, receivers, and models whose ``save`` or ``delete`` does more than it says."""
    found = []
    for source in sources(root):
        found += [
            source.breach(line, f"imports {name}: a signal is a hidden call")
            for name, line in source.imported()
            if name.startswith(SIGNALS)
        ]
        for klass in ast.walk(source.tree):
            if isinstance(klass, ast.ClassDef) and source.role == "models":
                found += [
                    source.breach(node, f"{klass.name}.{node.name} is overridden")
                    for node in klass.body
                    if isinstance(node, ast.FunctionDef) and node.name in OVERRIDES
                ]
    return found
