"""No route leads from the ordering of suspects to an action without somebody's name. Over text: every way is walked."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from architecture.checks.source import Breach, Source, sources
from architecture.checks.writing import Function, functions, is_write, listed

PART = "firstbell.joint.intensification"
ACTIONS = f"{PART}.actions"
ORDERING = "firstbell.pure.ordering"
A_PERSON = f"{PART}.rules.weeks.is_a_person"
BY_MACHINES = frozenset({"judge_week", "forget_listed"})
"""What a job may do: count what is over, and forget. Neither decides about anybody."""
BY_COMMAND = frozenset({"load_harm_weights"})
"""What may be done outside a page too: it acts on nobody, and still asks for somebody's name."""
MAY_WRITE = frozenset({"Judgement"})
"""The tables that these add to."""


def routes(root: Path) -> list[Breach]:
    everything = sources(root)
    known = functions(everything)
    return sorted(
        {
            *_who_orders(everything),
            *_without_a_name(everything, known),
            *_machines_that_act(everything),
            *_machines_that_decide(known),
        }
    )


def acting(everything: list[Source]) -> set[str]:
    """The part's actions that only somebody with a name may do."""
    named = {name for source in everything if source.module == ACTIONS for name in listed(source)}
    return named - BY_MACHINES


def _who_orders(everything: list[Source]) -> Iterator[Breach]:
    """Whatever else asked the ordering could act by it, where nothing here would see it."""
    for source in everything:
        if not source.module.startswith((PART, ORDERING)):
            for name, line in source.imported():
                if name.startswith(ORDERING):
                    yield source.breach(line, "asks the ordering; only weeks may, whose lists wait for people")


def _without_a_name(everything: list[Source], known: Mapping[str, Function]) -> Iterator[Breach]:
    for source in everything:
        for name in sorted(acting(everything)) if source.module == ACTIONS else ():
            function = known.get(source.aliases.get(name, ""))
            if function is None or A_PERSON not in _reached(function, known, frozenset()):
                yield source.breach(1, f"{name} does not ask whether somebody with a name does it")


def _machines_that_act(everything: list[Source]) -> Iterator[Breach]:
    """Jobs, the schedule, the API and commands name none of these; a view does under a lock of weeks only."""
    acts = {f"{ACTIONS}.{name}" for name in acting(everything) - BY_COMMAND}
    for source in everything:
        if source.module.startswith(ACTIONS):
            continue
        locked = _under_a_lock(source)
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute | ast.Name) and source.meaning(node) in acts and node not in locked:
                yield source.breach(node, f"leads to {source.meaning(node).rpartition('.')[2]} without a named person")


def _under_a_lock(source: Source) -> frozenset[ast.AST]:
    """Every node of views of people's pages whose lock asks for a permission of weeks."""
    if not source.short_path.startswith("interfaces/web/"):
        return frozenset()
    views = [node for node in source.tree.body if isinstance(node, ast.FunctionDef) and _lock(source, node)]
    return frozenset(inner for view in views for inner in ast.walk(view))


def _lock(source: Source, view: ast.FunctionDef) -> bool:
    return any(
        isinstance(one, ast.Call)
        and source.meaning(one.func).rpartition(".")[2] == "needs"
        and one.args
        and isinstance(one.args[0], ast.Constant)
        and str(one.args[0].value).startswith("weeks.")
        for one in view.decorator_list
    )


def _machines_that_decide(known: Mapping[str, Function]) -> Iterator[Breach]:
    for name in sorted(known):
        if name.startswith(ACTIONS) and name.rpartition(".")[2] in BY_MACHINES:
            function = known[name]
            for reached in sorted(_reached(function, known, frozenset())):
                if reached.startswith(ORDERING):
                    yield function.source.breach(function.node, f"{function.node.name} asks the ordering")
            yield from _wrong_writes(function, known, frozenset())


def _wrong_writes(function: Function, known: Mapping[str, Function], seen: frozenset[str]) -> Iterator[Breach]:
    for step in function.steps:
        table = step.target.removeprefix(f"{PART}.models.").partition(".")[0]
        if is_write(step.call) and step.target.startswith(f"{PART}.models.") and table not in MAY_WRITE:
            yield function.source.breach(step.call, f"a machine writes {table}")
        further = known.get(step.target)
        if further and further.name not in seen:
            yield from _wrong_writes(further, known, seen | {function.name})


def _reached(function: Function, known: Mapping[str, Function], seen: frozenset[str]) -> set[str]:
    """Every dotted name that is called, however far."""
    found = {step.target for step in function.steps}
    for step in function.steps:
        further = known.get(step.target)
        if further and further.name not in seen:
            found |= _reached(further, known, seen | {function.name})
    return found
