"""H1, H6, H7, H14, H15: what stands where, what it is called, how long it is."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path

from architecture.checks.plan import AUDIENCES, FLOORS, FOLDERS_OF_PURE, INSIDE_A_PART, LEVELS, REACH, WAYS_IN
from architecture.checks.source import Breach, Source, sources

FORBIDDEN_NAMES = frozenset(
    {"core", "common", "util", "utils", "service", "services", "helper", "helpers", "manager", "managers"}
)
DISCOVERY = frozenset(
    {
        "importlib.import_module",
        "__import__",
        "pkgutil.iter_modules",
        "pkgutil.walk_packages",
        "importlib.metadata.entry_points",
        "django.utils.module_loading.autodiscover_modules",
        "django.utils.module_loading.import_string",
    }
)
LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def undeclared(root: Path) -> list[Breach]:
    """H1: folders of the package that the plan does not name, and anything in a part that is not one of its seven."""
    package = root / "src/firstbell"
    found = _not_among(package, FLOORS, "is no declared floor", root)
    for floor, levels in LEVELS.items():
        parts = {part for level in levels for part in level}
        found += _not_among(package / floor, parts, f"is no declared part of {floor}", root)
        for part in _folders(package / floor):
            found += _not_among(part, INSIDE_A_PART, "is no name for the inside of a part", root)
            found += _loose_modules(part, INSIDE_A_PART, root)
        found += _loose_modules(package / floor, (), root)
    found += _not_among(package / "pure", FOLDERS_OF_PURE, "is not declared in pure", root)
    found += _not_among(package / "interfaces", WAYS_IN, "is no declared way in", root)
    found += _not_among(package / "interfaces/web", AUDIENCES, "is no declared audience", root)
    return found + _loose_modules(package, (), root)


def without_an_inside(root: Path) -> list[Breach]:
    """H1: a floor or part that exists holds code; what later issues fill is created then."""
    found = []
    for floor in _folders(root / "src/firstbell"):
        for folder in [floor, *(_folders(floor) if floor.name in LEVELS else [])]:
            if not any(file.stat().st_size for file in folder.rglob("*.py") if "migrations" not in file.parts):
                found.append(Breach(folder.relative_to(root).as_posix(), 0, "is an empty shell"))
    return found


def not_installed(root: Path, installed: Collection[str]) -> list[Breach]:
    """H14: the list of apps names every part of the tree, and no part that is not there."""
    package = root / "src/firstbell"
    parts = {f"firstbell.{floor}.{part.name}" for floor in LEVELS for part in _folders(package / floor)}
    listed = {name for name in installed if name.startswith("firstbell.")}
    return [Breach(name, 0, "is a part, but not in INSTALLED_APPS") for name in sorted(parts - listed)] + [
        Breach(name, 0, "is in INSTALLED_APPS, but no part") for name in sorted(listed - parts)
    ]


def beyond_reach(root: Path) -> list[Breach]:
    """H6: a way in that has no row in REACH, or that imports a part outside its row."""
    found = []
    for source in sources(root, "src/firstbell/interfaces"):
        way = "/".join(source.steps[1:3] if source.steps[1] == "web" else source.steps[1:2])
        if source.is_package and not source.text.strip():
            continue
        if way not in REACH:
            found.append(source.breach(1, f"{way} has no row in REACH"))
            continue
        for name, line in source.imported():
            steps = name.split(".")
            if len(steps) > 2 and steps[0] == "firstbell" and steps[1] in LEVELS and steps[2] not in REACH[way]:
                found.append(source.breach(line, f"{way} may not reach {steps[2]}"))
    return found


def without_locks(root: Path) -> list[Breach]:
    """H7: no screen or endpoint before the test of URL by role."""
    screens = [s for s in sources(root, "src/firstbell/interfaces") if s.steps[1] in {"web", "api"}]
    if screens and not (root / "tests/screens/test_locks.py").exists():
        return [screens[0].breach(1, "has no lock: tests/screens/test_locks.py, the table of URL by role, is missing")]
    return []


def forbidden_names(root: Path) -> list[Breach]:
    """H14: files and folders named after nothing."""
    found = []
    for folder in ("src/firstbell", "tests", "benchmarks"):
        for file in sorted((root / folder).rglob("*")):
            if file.stem in FORBIDDEN_NAMES and "__pycache__" not in file.parts:
                found.append(Breach(file.relative_to(root).as_posix(), 0, "is a name that says nothing"))
    return found


def discovery(root: Path) -> list[Breach]:
    """H14: things found by looking around (autodiscovery, registries, AppConfig.ready) where a list belongs."""
    found = []
    for source in sources(root):
        for call in source.calls():
            if source.meaning(call.func) in DISCOVERY or getattr(call.func, "attr", "") in {
                "__subclasses__",
                "get_model",
            }:
                found.append(source.breach(call, "finds code at run time; write the list down"))
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef) and node.name in {"ready", "__init_subclass__"}:
                found.append(source.breach(node, f"{node.name} runs on its own; call it where it is needed"))
    return found


def too_long(root: Path, *folders: str) -> list[Breach]:
    """H15: files over 400 lines, functions over 40."""
    found = []
    for source in sources(root, *folders):
        lines = source.text.count("\n")
        if lines > LONGEST_FILE:
            found.append(source.breach(0, f"{lines} lines; {LONGEST_FILE} is the most"))
        for name, line, length in function_lengths(source):
            if length > LONGEST_FUNCTION:
                found.append(source.breach(line, f"{name} has {length} lines; {LONGEST_FUNCTION} is the most"))
    return found


def function_lengths(source: Source) -> Iterator[tuple[str, int, int]]:
    """Every function of a file: name, line, and lines from ``def`` to its end."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1


def _folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(f for f in folder.iterdir() if f.is_dir() and f.name != "__pycache__")


def _not_among(folder: Path, names: Collection[str], says: str, root: Path) -> list[Breach]:
    return [Breach(f.relative_to(root).as_posix(), 0, says) for f in _folders(folder) if f.name not in names]


def _loose_modules(folder: Path, names: Collection[str], root: Path) -> list[Breach]:
    """Modules lying in a folder that holds only folders, and code in its ``__init__``."""
    found = []
    for file in sorted(folder.glob("*.py")) if folder.is_dir() else []:
        if file.name == "__init__.py":
            if file.read_text().strip() and "def " in file.read_text():
                found.append(Breach(file.relative_to(root).as_posix(), 1, "holds code; an __init__ here only names"))
        elif file.stem not in names:
            found.append(Breach(file.relative_to(root).as_posix(), 0, "is no name for the inside of this folder"))
    return found
