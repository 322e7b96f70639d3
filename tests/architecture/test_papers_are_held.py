"""Papers broken on purpose: a tree of a few files, each with one thing that must not be in it."""

from pathlib import Path

import pytest

from architecture.checks import papers

HASH = "--hash=sha256:" + "0" * 64
SOUND = {
    "README.md": "# Firstbell\n\nSee [the parts](docs/parts.md#two-walks) and [elsewhere](https://example.org/).\n",
    "docs/parts.md": "# Parts\n\n## Two walks\n\n```\n[not a link](gone.md)\n```\n",
    "pyproject.toml": '[project]\nname = "x"\ndependencies = [\n    "django==5.2.*",  # models\n]\n',
    "requirements/run.txt": f"django==5.2.1 \\\n    {HASH}\n    # via firstbell\n",
    "requirements/develop.txt": f"django==5.2.1 \\\n    {HASH}\n",
    "src/here.py": "HOME = 'var/demo'\nPROC = '/proc/self'\n",
}
LOCK = "requirements/run.txt"

BROKEN = {
    "a machine's path": (
        papers.tied_to_a_machine,
        "src/here.py",
        "HOME = '/ho" + "me/ann/firstbell'\n",
        "only one machine",
    ),
    "a workplace": (papers.tied_to_a_machine, "README.md", "See /wo" + "rk/notes.\n", "only one machine"),
    "a registry": (papers.tied_to_a_machine, LOCK, "# from https://py" + "pi.org/simple\n", "a package registry"),
    "an index": (papers.tied_to_a_machine, "Makefile", "pip install --index" + "-url x\n", "a package registry"),
    "a key": (papers.tied_to_a_machine, "key.pem", "-----BEGIN PRIVATE" + " KEY-----\n", "a secret"),
    "a lock's index": (papers.loose_locks, LOCK, f"-i https://example.org\ndjango==5.2.1 {HASH}\n", "what"),
    "a loose lock": (papers.loose_locks, LOCK, f"django>=5.2 {HASH}\n", "not pinned"),
    "a lock without hash": (papers.loose_locks, LOCK, "django==5.2.1\n", "no hash"),
    "a lock that lacks": (papers.missing_from_locks, LOCK, f"Django-X==1 {HASH}\n", "does not pin django"),
    "an unexplained need": (
        papers.unexplained_dependencies,
        "pyproject.toml",
        '[project]\nname = "x"\ndependencies = [\n    "django==5.2.*",\n]\n',
        "what the dependency is for",
    ),
    "a dead link": (papers.broken_links, "README.md", "[parts](docs/part.md)\n", "docs/part.md, which is not there"),
    "a dead heading": (papers.broken_links, "README.md", "[walks](docs/parts.md#three-walks)\n", "three-walks"),
}


def _build(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(("check", "file", "text", "says"), BROKEN.values(), ids=BROKEN)
def test_one_wrong_paper_is_seen(check: object, file: str, text: str, says: str, tmp_path: Path) -> None:
    assert callable(check)
    assert check(_build(tmp_path / "sound", SOUND)) == []
    found = check(_build(tmp_path / "broken", SOUND | {file: text}))
    assert [breach.where for breach in found] == [file]
    assert says in str(found[0])


def test_a_missing_lock_is_seen(tmp_path: Path) -> None:
    _build(tmp_path, {name: text for name, text in SOUND.items() if name != LOCK})
    assert [breach.says for breach in papers.missing_from_locks(tmp_path)] == ["is missing; `make lock` writes it"]
