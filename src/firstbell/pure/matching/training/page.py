"""The one page of a report: plain, without a script, and readable without its pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from firstbell.pure.matching.training.frozen import Document

if TYPE_CHECKING:
    from firstbell.pure.matching.training.report import Section

_STYLE = """
body { font: 1rem/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; }
th, td { border: 1px solid #767676; padding: 0.2rem 0.6rem; text-align: left; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
"""


def page(document: Document, sections: Sequence[Section]) -> str:
    title = f"Linkage model: {document['name']}"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="en-GB">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src 'self'; "
            "style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}</title>",
            f"<style>{_STYLE}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{escape(title)}</h1>",
            *(f"<p>{escape(line)}</p>" for line in document["about"]),
            _table("How it was made", ("what", "value"), _made(document)),
            *(line for section in sections for line in _section(section)),
            "</main>",
            "</body>",
            "</html>",
            "",
        )
    )


def _made(document: Document) -> list[tuple[str, str]]:
    found = []
    for name, value in document["made"].items():
        pairs = value.items() if isinstance(value, dict) else [("", value)]
        found += [(f"{name} {of}".strip().replace("_", " "), "none" if it is None else str(it)) for of, it in pairs]
    return found


def _section(section: Section) -> Iterable[str]:
    yield f'<section aria-labelledby="{section.name}">'
    yield f'<h2 id="{section.name}">{escape(section.title)}</h2>'
    yield f"<p>{escape(section.says)}</p>"
    if section.draw:
        yield f'<figure><img src="{section.name}.svg" alt="{escape(section.alt, quote=True)}"></figure>'
    if section.rows:
        yield _table(section.title, section.columns, section.rows)
        yield f'<p><a href="{section.name}.csv">This table as CSV</a></p>'
    yield "</section>"


def _table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table>\n<caption>{escape(caption)}</caption>\n<tr>{head}</tr>\n{body}\n</table>"


def _cell(value: object) -> str:
    return f"<td>{escape(value)}</td>" if isinstance(value, str) else f'<td class="number">{value}</td>'
