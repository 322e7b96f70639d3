"""Every word that a page shows can be translated: it stands in ``_()`` or ``{% trans %}``."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

from architecture.checks.source import Breach, Source, sources

OURS = frozenset({"Firstbell"})
"""Names are not translated."""
SPOKEN_ATTRIBUTES = frozenset({"aria-label", "aria-description", "alt", "placeholder", "title"})
SPOKEN_OPTIONS = re.compile(r"(text|Text|html|Html|label|Label|summary|message|value)$|^(title|caption)$")
NOT_SPOKEN = frozenset({"value", "contextObjectText"})
MACROS = frozenset(
    {"back", "warning", "inset", "submit", "button_link", "details", "tag", "progress", "print_button", "tabs_nav"}
)
SPEAKING_CALLS = {"Column": (1,), "Choice": (1,), "Tag": (0,), "Place": (2,), "tell": (1,), "warn": (1,)}
SPEAKING_KEYWORDS = frozenset({"label", "help_text", "heading", "empty", "caption", "text"})
PUT_IN = "0"
"""What stands for something put in; no letter, and good in a tag's name (``<h{{ level }}>``)."""


def bare_words(root: Path) -> list[Breach]:
    """Words in templates and in what screens say that nobody could translate."""
    web = root / "src/firstbell/interfaces/web"
    found = []
    for file in sorted(web.rglob("templates/**/*.html")):
        found += in_template(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
    for source in sources(root, "src/firstbell/interfaces/web"):
        found += in_python(source)
    return found


def in_template(where: str, text: str) -> list[Breach]:
    """Bare words of one Jinja template: between its tags, in attributes that are read out, in what macros are given."""
    engine = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    page = _Page(where)
    page.feed(_without_code(engine, text))
    page.close()
    return page.found + [
        Breach(where, line, f"says {said!r} where nobody can translate it")
        for line, said in _in_code(engine.parse(text))
    ]


def _without_code(engine: Environment, text: str) -> str:
    """The template's own text, with its lines kept and a mark where something is put in."""
    kept, in_trans, first = list[str](), False, False
    for _line, kind, value in engine.lex(text):
        if kind == "name" and first:
            in_trans = {"trans": True, "endtrans": False}.get(value, in_trans)
        first = kind == "block_begin" or (first and kind != "name")
        spoken = kind == "data" and not in_trans
        put_in = PUT_IN if kind == "variable_begin" else ""
        kept.append(value if spoken else put_in + "\n" * value.count("\n"))
    return "".join(kept)


class _Page(HTMLParser):
    def __init__(self, where: str) -> None:
        super().__init__(convert_charrefs=True)
        self.where, self.found = where, list[Breach]()

    def handle_data(self, data: str) -> None:
        self._judge(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES:
                self._judge(value or "")

    def _judge(self, text: str) -> None:
        if (said := text.strip()) and _has_letters(said):
            self.found.append(Breach(self.where, self.getpos()[0], f"says {said!r} where nobody can translate it"))


def _in_code(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    for pair in tree.find_all(nodes.Pair):
        if isinstance(pair.key, nodes.Const) and _is_spoken_option(str(pair.key.value)):
            yield from _constants(pair.value)
    yield from _put_out(tree)
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in MACROS:
            for argument in call.args[: 2 if call.node.name == "back" else 1]:
                yield from _constants(argument, beside_addresses=call.node.name == "back")


def _put_out(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Texts that are put out between tags; those inside a tag are classes and the like."""
    inside = False
    for output in tree.find_all(nodes.Output):
        for one in output.nodes:
            if isinstance(one, nodes.TemplateData):
                last = max(one.data.rfind("<"), one.data.rfind(">"))
                inside = one.data[last] == "<" if last >= 0 else inside
            elif not inside:
                yield from _constants(one)


def _is_spoken_option(key: str) -> bool:
    return bool(SPOKEN_OPTIONS.search(key)) and key not in NOT_SPOKEN


def _constants(node: nodes.Node, beside_addresses: bool = False) -> Iterator[tuple[int, str]]:
    """Texts that stand as they are: alone, either side of ``if``, ``or`` and ``~``, or in a list."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        if _has_letters(node.value) and not (beside_addresses and node.value.startswith("/")):
            yield node.lineno, node.value
    elif isinstance(node, nodes.CondExpr | nodes.Or | nodes.And | nodes.Concat | nodes.List | nodes.Tuple):
        for one in node.iter_child_nodes(exclude=("test",)):
            yield from _constants(one, beside_addresses)


def in_python(source: Source) -> Iterator[Breach]:
    """Headings, labels and messages of a screen's code that are plain strings."""
    for call in source.calls():
        name = source.meaning(call.func).rsplit(".", 1)[-1]
        spoken = [call.args[at] for at in SPEAKING_CALLS.get(name, ()) if at < len(call.args)]
        spoken += [one.value for one in call.keywords if one.arg in SPEAKING_KEYWORDS]
        for node in spoken:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _has_letters(node.value):
                yield source.breach(node, f"says {node.value!r} where nobody can translate it")


def _has_letters(text: str) -> bool:
    return text not in OURS and any(letter.isalpha() for letter in text)
