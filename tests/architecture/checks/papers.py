"""What is not code: tracked files, locks, dependencies, links between documents."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

from architecture.checks.source import Breach

MACHINE_PATH = re.compile(r"(?<![\w.:/~$}-])/(?:home|root|Users|mnt|media|work(?:space)?|builds?|runner)/[\w.-]")
REGISTRY = re.compile(
    r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|--(?:extra-)?index[-]url\b|--find[-]links\b|--trusted[-]host\b"
)
REQUIREMENT = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==[^\s;\\]+")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}")
TEXT_LIMIT = 2_000_000


UNTRACKED = frozenset({".git", ".venv", "var", "__pycache__", "node_modules"})


def tracked(root: Path) -> list[Path]:
    """The files that git tracks below ``root``; of a copy that is no repository, every file that git would."""
    git = shutil.which("git")
    if not (root / ".git").exists() or not git:
        return sorted(f for f in root.rglob("*") if f.is_file() and not UNTRACKED & set(f.relative_to(root).parts))
    # a clone may belong to another user than the one who tests it
    command = [git, "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout
    return [root / name for name in listed.decode().split("\0") if name and (root / name).is_file()]


def _lines(root: Path) -> Iterator[tuple[str, int, str]]:
    for file in tracked(root):
        raw = file.read_bytes()
        if b"\0" not in raw and len(raw) < TEXT_LIMIT:
            for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), 1):
                yield file.relative_to(root).as_posix(), number, line


def tied_to_a_machine(root: Path) -> list[Breach]:
    """Tracked lines that name a path of somebody's machine, a package registry, or a secret."""
    found = []
    for where, number, line in _lines(root):
        if MACHINE_PATH.search(line):
            found.append(Breach(where, number, "names a path that only one machine has"))
        if REGISTRY.search(line):
            found.append(Breach(where, number, "names a package registry; the machine that installs knows its own"))
        if SECRET.search(line):
            found.append(Breach(where, number, "holds a secret"))
    return found


def loose_locks(root: Path) -> list[Breach]:
    """Lock files with a line that is not pinned and hashed, or that names where to download from."""
    found = []
    for lock in sorted((root / "requirements").glob("*.txt")):
        where = lock.relative_to(root).as_posix()
        for number, entry in _entries(lock):
            if entry.startswith("-") or "://" in entry:
                found.append(Breach(where, number, "tells pip where to look; a lock only says what"))
            elif not REQUIREMENT.match(entry):
                found.append(Breach(where, number, "is not pinned to one version"))
            elif "--hash=sha256:" not in entry:
                found.append(Breach(where, number, "has no hash"))
    return found


def _entries(lock: Path) -> Iterator[tuple[int, str]]:
    """Each requirement with its continuation lines, and the line it begins on; comments left out."""
    begun, words = 0, ""
    for number, line in enumerate(lock.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        begun = begun or number
        words += " " + line.strip().removesuffix("\\").strip()
        if not line.rstrip().endswith("\\"):
            yield begun, words.strip()
            begun, words = 0, ""


def missing_from_locks(root: Path) -> list[Breach]:
    """Dependencies of pyproject.toml that a lock does not pin."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    develop = project.get("optional-dependencies", {}).get("develop", [])
    wanted = {"run.txt": project["dependencies"], "develop.txt": project["dependencies"] + develop}
    found = []
    for name, dependencies in wanted.items():
        lock = root / "requirements" / name
        if not lock.exists():
            found.append(Breach(f"requirements/{name}", 0, "is missing; `make lock` writes it"))
            continue
        pinned = {_plain(match[1]) for _, entry in _entries(lock) if (match := REQUIREMENT.match(entry))}
        found += [
            Breach(f"requirements/{name}", 0, f"does not pin {dependency}; run `make lock`")
            for dependency in dependencies
            if _plain(re.split(r"[\[=<>~!; ]", dependency)[0]) not in pinned
        ]
    return found


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def unexplained_dependencies(root: Path) -> list[Breach]:
    """Lines of pyproject.toml that take a dependency without saying what it is for."""
    found, section, inside = [], "", False
    for number, line in enumerate((root / "pyproject.toml").read_text(encoding="utf-8").splitlines(), 1):
        if heading := re.match(r"\[([a-z.-]+)\]$", line):
            section = heading[1]
        elif re.match(r"[a-z-]+ = \[$", line):
            inside = section == "project.optional-dependencies" or line.startswith("dependencies")
        elif line.startswith("]"):
            inside = False
        elif inside and not re.match(r'\s+".+",\s+# \S', line):
            found.append(Breach("pyproject.toml", number, "does not say what the dependency is for"))
    return found


def broken_links(root: Path) -> list[Breach]:
    """Relative links of Markdown files that lead nowhere: to no file, or to no heading of it."""
    found = []
    for file in tracked(root):
        if file.suffix != ".md":
            continue
        where = file.relative_to(root).as_posix()
        for number, line in enumerate(_prose(file).splitlines(), 1):
            for target in LINK.findall(line):
                if not re.match(r"[a-z]+:", target) and not _leads_somewhere(file, target):
                    found.append(Breach(where, number, f"links to {target}, which is not there"))
    return found


def _prose(file: Path) -> str:
    """The text with its code blocks blanked, line for line."""
    return re.sub(r"(?ms)^```.*?^```", lambda block: "\n" * block[0].count("\n"), file.read_text(encoding="utf-8"))


def _leads_somewhere(file: Path, target: str) -> bool:
    path, _, heading = target.partition("#")
    aim = (file.parent / path).resolve() if path else file
    if not aim.exists():
        return False
    return not heading or aim.suffix != ".md" or heading in {_anchor(line) for line in _prose(aim).splitlines()}


def _anchor(line: str) -> str:
    if not line.startswith("#"):
        return ""
    return re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower()).replace(" ", "-")
