"""Reading the tree: its Python files, what their names mean, and where a check found a breach."""

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, order=True)
class Breach:
    """A rule broken at ``where`` (a path below the root, or a dotted name); ``line`` is 0 where there is none."""

    where: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.where}:{self.line}: {self.says}" if self.line else f"{self.where}: {self.says}"


def unneeded(exempt: Iterable[str], needed: Collection[str]) -> list[Breach]:
    """Exemptions from a rule that nothing breaks any more."""
    return [Breach(name, 0, "is admitted, but breaks nothing: strike it off") for name in exempt if name not in needed]


def told(breaches: list[Breach]) -> str:
    """The breaches as a failing test shows them."""
    return "\n" + "\n".join(str(breach) for breach in sorted(breaches))


class Source:
    """One Python file: ``path`` below the root with slashes, its dotted ``module`` name, and its syntax tree."""

    def __init__(self, root: Path, file: Path) -> None:
        self.path = file.relative_to(root).as_posix()
        self.text = file.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text, self.path)
        inner = self.path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__")
        self.module = inner.replace("/", ".")
        self.is_package = file.name == "__init__.py"

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The path below ``src/firstbell`` (``("registers", "people", "models.py")``), or the whole path elsewhere."""
        return tuple(self.path.removeprefix("src/firstbell/").split("/"))

    @property
    def short_path(self) -> str:
        return "/".join(self.steps)

    @cached_property
    def part(self) -> tuple[str, str] | None:
        """The floor and part that the file belongs to; None on floors that have no parts."""
        return (self.steps[0], self.steps[1]) if len(self.steps) > 2 else None

    @cached_property
    def role(self) -> str:
        """``rules``, ``models``, ``actions`` ... for a file of a part; its third step for any other."""
        return self.steps[2].removesuffix(".py") if len(self.steps) > 2 else ""

    @cached_property
    def aliases(self) -> dict[str, str]:
        """What each imported name stands for: ``{"audit": "firstbell.foundations.audit.actions"}``."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for one in node.names:
                    found[one.asname or one.name.split(".")[0]] = one.name if one.asname else one.name.split(".")[0]
            elif isinstance(node, ast.ImportFrom):
                for one in node.names:
                    found[one.asname or one.name] = f"{self._origin(node)}.{one.name}"
        return found

    def imported(self) -> Iterator[tuple[str, int]]:
        """Every dotted name that is imported, with its line; ``from a import b`` gives ``a.b``."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((one.name, node.lineno) for one in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((f"{self._origin(node)}.{one.name}", node.lineno) for one in node.names)

    def meaning(self, node: ast.expr) -> str:
        """The dotted name that an expression stands for, through the file's imports; empty if it is no plain name."""
        names: list[str] = []
        while isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        names.append(self.aliases.get(node.id, f"{self.module}.{node.id}" if node.id in self.defined else node.id))
        return ".".join(reversed(names))

    @cached_property
    def defined(self) -> frozenset[str]:
        return frozenset(n.name for n in self.tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef))

    def calls(self) -> Iterator[ast.Call]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def breach(self, node: ast.AST | int, says: str) -> Breach:
        line = node if isinstance(node, int) else getattr(node, "lineno", 0)
        return Breach(self.path, line, says)

    def _origin(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.module.split(".") if self.is_package else self.module.split(".")[:-1]
        base = package[: len(package) - node.level + 1]
        return ".".join([*base, node.module] if node.module else base)


@lru_cache(maxsize=4096)
def _read(root: Path, file: Path, _changed: int) -> Source:
    return Source(root, file)


def sources(root: Path, *folders: str) -> list[Source]:
    """Every Python file below these folders of ``root`` (``src/firstbell`` if none is named), without migrations."""
    found: list[Source] = []
    for folder in folders or ("src/firstbell",):
        for file in sorted((root / folder).rglob("*.py")):
            if "migrations" not in file.parts:
                found.append(_read(root, file, file.stat().st_mtime_ns))
    return found
