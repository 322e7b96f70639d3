"""A document as HTML: the part of a page that shows it, in the design system's classes, or a whole page in one file."""

from collections.abc import Iterable

from markupsafe import Markup

from firstbell.pure.documents.document import Document, Part, Picture, Section, Sentences, Table, Terms

SIZES = {2: "l", 3: "m", 4: "s"}
STYLE = Markup("""
body{font-family:system-ui,sans-serif;line-height:1.5;max-width:60rem;margin:0 auto;padding:1rem;color:#0b0c0c;
background:#fff}
table{border-collapse:collapse;margin:1rem 0;width:100%}caption{font-weight:bold;text-align:left}
th,td{border-bottom:1px solid #b1b4b6;padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top}
.govuk-table__header--numeric,.govuk-table__cell--numeric{text-align:right;font-variant-numeric:tabular-nums}
.fb-table__label{display:none}svg{max-width:100%;height:auto}dt{font-weight:bold}dd{margin:0 0 .5rem}
summary{cursor:pointer}.marking{font-weight:bold;border:2px solid;padding:.2rem .5rem;display:inline-block}
@media print{details>*{display:block}}
""")


def body_of(sections: Iterable[Section]) -> Markup:
    """What stands below a page's own heading."""
    return Markup("").join(map(_section, sections))


def as_page(document: Document) -> bytes:
    """A page by itself, that needs nothing else and asks nothing of anybody: for a folder or an e-mail's attachment."""
    links = Markup("").join(
        Markup('<li><a href="#{}">{}</a></li>').format(one.name, one.heading)
        for one in document.sections
        if one.level == 2
    )
    made = Markup(
        '<!DOCTYPE html>\n<html lang="{}"><head><meta charset="utf-8"><title>{}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex, nofollow"><style>{}</style></head>\n'
        '<body><main><h1>{}</h1><p class="marking">{}</p><ul>{}</ul>{}</main></body></html>\n'
    ).format(
        document.lang,
        document.title,
        STYLE,
        document.title,
        document.marking,
        links,
        body_of(document.sections),
    )
    return str(made).encode()


def _section(one: Section) -> Markup:
    heading = Markup('<h{0} class="govuk-heading-{1}" id="{2}">{3}</h{0}>').format(
        one.level, SIZES[one.level], one.name, one.heading
    )
    return heading + Markup("").join(map(_part, one.parts)) + Markup("\n")


def _part(part: Part) -> Markup:
    match part:
        case Table():
            return _table(part)
        case Picture():
            return part.svg
        case Terms():
            return _terms(part)
        case Sentences():
            return _sentences(part)


def _sentences(part: Sentences) -> Markup:
    if not part.listed:
        return Markup("").join(Markup('<p class="govuk-body">{}</p>').format(line) for line in part.lines)
    lines = Markup("").join(Markup("<li>{}</li>").format(line) for line in part.lines)
    return Markup('<ul class="govuk-list govuk-list--bullet">{}</ul>').format(lines)


def _terms(part: Terms) -> Markup:
    row = Markup(
        '<div class="govuk-summary-list__row govuk-summary-list__row--no-actions">'
        '<dt class="govuk-summary-list__key">{}</dt><dd class="govuk-summary-list__value">{}</dd></div>'
    )
    return Markup('<dl class="govuk-summary-list">{}</dl>').format(
        Markup("").join(row.format(*one) for one in part.rows)
    )


def _table(table: Table) -> Markup:
    head = Markup("").join(
        Markup('<th scope="col" role="columnheader" class="govuk-table__header{}">{}</th>').format(
            " govuk-table__header--numeric" if column.is_number else "", column.words
        )
        for column in table.columns
    )
    rows = Markup("").join(_row(table, row) for row in table.shown())
    made = Markup(
        '<table class="govuk-table fb-table" role="table">'
        '<caption class="govuk-table__caption govuk-table__caption--s">{}</caption>'
        '<thead class="govuk-table__head" role="rowgroup"><tr class="govuk-table__row" role="row">{}</tr></thead>'
        '<tbody class="govuk-table__body" role="rowgroup">{}</tbody></table>'
    ).format(table.title, head, rows) + _sentences(Sentences(table.notes))
    return _folded(table.title, made) if table.of_picture else made


def _folded(words: str, inner: Markup) -> Markup:
    return Markup(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>'
    ).format(words, inner)


def _row(table: Table, row: tuple[str, ...]) -> Markup:
    first = Markup('<th scope="row" role="rowheader" class="govuk-table__header">{}</th>').format(row[0])
    cells = (
        Markup(
            '<td role="cell" class="govuk-table__cell{}"><span class="fb-table__label" aria-hidden="true">{}</span>'
            '<span class="fb-table__value">{}</span></td>'
        ).format(" govuk-table__cell--numeric" if column.is_number else "", column.words, cell)
        for column, cell in list(zip(table.columns, row, strict=True))[1:]
    )
    return Markup('<tr class="govuk-table__row" role="row">{}{}</tr>').format(first, Markup("").join(cells))
