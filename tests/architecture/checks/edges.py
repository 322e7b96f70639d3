"""H10 and H11: where the outside is touched and where the clock is read."""

import ast
from collections.abc import Mapping
from pathlib import Path

from architecture.checks.source import Breach, Source, sources, unneeded
from architecture.checks.writing import Step, functions

NETWORK = frozenset(
    {
        "socket",
        "socketserver",
        "ssl",
        "smtplib",
        "http",
        "urllib.request",
        "requests",
        "httpx",
        "aiohttp",
        "ftplib",
        "imaplib",
        "poplib",
        "xmlrpc",
        "notifications_python_client",
        "django.core.mail",
    }
)
FILES = frozenset({"shutil", "tempfile", "glob", "fcntl", "mmap"})
FILE_CALLS = frozenset(
    {"open", "io.open", "gzip.open", "bz2.open", "lzma.open", "zipfile.ZipFile", "tarfile.open", "sqlite3.connect"}
)
FILE_METHODS = frozenset(
    {
        "read_text",
        "read_bytes",
        "write_text",
        "write_bytes",
        "open",
        "mkdir",
        "unlink",
        "touch",
        "iterdir",
        "rglob",
        "glob",
        "rmdir",
        "symlink_to",
    }
)
OS_CALLS = frozenset(
    {
        "open",
        "rename",
        "replace",
        "remove",
        "unlink",
        "mkdir",
        "makedirs",
        "listdir",
        "scandir",
        "fsync",
        "link",
        "stat",
    }
)
AT_THE_EDGE = frozenset({"gateways", "intake"})
EDGE_FLOORS = frozenset({"interfaces", "config"})

CLOCK = frozenset(
    {
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.datetime.today",
        "datetime.date.today",
        "django.utils.timezone.now",
        "django.utils.timezone.localtime",
        "django.utils.timezone.localdate",
        "django.utils.timezone.localnow",
        "django.db.models.functions.Now",
        "time.time",
        "time.time_ns",
        "time.monotonic",
        "time.monotonic_ns",
        "time.perf_counter",
        "time.localtime",
        "time.gmtime",
        "time.sleep",
    }
)
CLOCK_SQL = ("current_timestamp", "now()", "datetime('now", "date('now")


def touches_outside(root: Path, exempt: Mapping[str, str]) -> list[Breach]:
    """H10: network and files outside gateways, intake, config and the ways in.

    ``exempt`` gives, by path below ``src/firstbell``, the reason why a file may.
    """
    found: list[Breach] = []
    for source in sources(root):
        if source.steps[0] in EDGE_FLOORS or source.role in AT_THE_EDGE:
            continue
        found += [
            source.breach(line, f"imports {name}: the outside is touched in gateways and intake")
            for name, line in source.imported()
            if _within(name, NETWORK | FILES)
        ]
        found += [source.breach(call, "touches a file") for call in source.calls() if _is_file_call(source, call)]
    return _without(found, exempt)


def _without(found: list[Breach], exempt: Mapping[str, str]) -> list[Breach]:
    """The breaches that are not admitted, and the admissions that nothing needs."""
    short = [breach.where.removeprefix("src/firstbell/") for breach in found]
    return [b for b, path in zip(found, short, strict=True) if path not in exempt] + unneeded(exempt, short)


def _within(name: str, modules: frozenset[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def _is_file_call(source: Source, call: ast.Call) -> bool:
    meaning = source.meaning(call.func)
    if meaning in FILE_CALLS or (meaning.startswith("os.") and meaning[3:] in OS_CALLS):
        return True
    return isinstance(call.func, ast.Attribute) and call.func.attr in FILE_METHODS


def sends_in_a_transaction(root: Path) -> list[Breach]:
    """H10: a gateway used, or anything sent, while a transaction is open around it. Claim, do, record."""
    return [
        function.source.breach(step.call, "touches the outside while a transaction is open")
        for function in functions(sources(root)).values()
        for step in function.steps
        if step.atomic and _is_outside(step)
    ]


def _is_outside(step: Step) -> bool:
    sends = isinstance(step.call.func, ast.Attribute) and step.call.func.attr in {"send", "send_message", "sendmail"}
    return sends or ".gateways." in step.target or _within(step.target, NETWORK)


def reads_the_clock(root: Path, exempt: Mapping[str, str]) -> list[Breach]:
    """H11: the clock read anywhere but in the files of ``exempt`` (by path below ``src/firstbell``, with reason)."""
    found: list[Breach] = []
    for source in sources(root):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute | ast.Name) and source.meaning(node) in CLOCK:
                found.append(source.breach(node, f"reads the clock ({source.meaning(node)}); take `now` instead"))
            elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
                found.append(source.breach(node.value, f"{node.arg} reads the clock; take `now` instead"))
            elif _is_clock_sql(node):
                found.append(source.breach(node, "lets the database read the clock; pass `now` instead"))
    return _without(found, exempt)


def _is_clock_sql(node: ast.AST) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    words = node.value.lower()
    return words.startswith(("select", "insert", "update", "delete", "with")) and any(
        word in words for word in CLOCK_SQL
    )
