"""Welsh-ready: no word of a page stands where nobody could translate it."""

from pathlib import Path

import pytest

from architecture.checks.source import ROOT, sources, told
from architecture.checks.words import bare_words, in_python, in_template


def test_every_word_of_a_page_can_be_translated() -> None:
    assert not bare_words(ROOT), told(bare_words(ROOT))


@pytest.mark.parametrize(
    "template",
    [
        "<p>Acknowledge</p>",
        '<p>{{ _("Told") }} by the night run</p>',
        '<nav aria-label="Pages"></nav>',
        '<input placeholder="A reference">',
        '<a {% if x %}href="/"{% endif %} title="More about it">{{ y }}</a>',
        "{% if late %}Late{% endif %}",
        "{% trans %}Right{% endtrans %} wrong {% trans %}Right{% endtrans %}",
        '{{ govukButton({"text": "Send"}) }}',
        '{{ submit("Send") }}',
        '{{ back("/", "Back") }}',
        '{{ "Late" if late else _("On time") }}',
    ],
)
def test_a_bare_word_is_found(template: str) -> None:
    assert in_template("x.html", template)


@pytest.mark.parametrize(
    "template",
    [
        '<p class="govuk-body">{{ _("Acknowledge") }}</p>',
        "{% trans count=n %}{{ count }} notice{% pluralize %}{{ count }} notices{% endtrans %}",
        '<a href="{{ url("police:morning") }}" class="{{ "fb-a" if x }}">{{ "Firstbell" }}</a>',
        "{# A word for whoever reads the template #}<!-- and here -->&ndash; 1, 2",
        '{{ govukButton({"text": _("Send"), "classes": "govuk-button--warning"}) }}',
        '{{ back("/") }}',
        '<option value="late"{% if x %} selected{% endif %}>{{ text }}</option>',
    ],
)
def test_what_can_be_translated_is_left_alone(template: str) -> None:
    assert not in_template("x.html", template)


def test_a_bare_word_of_a_screens_code_is_found(tmp_path: Path) -> None:
    file = tmp_path / "src/firstbell/screen.py"
    file.parent.mkdir(parents=True)
    file.write_text('a = Column("due", "Due", x)\nb = CharField(label="Name")\nc = Column("due", _("Due"), x)\n')
    assert [breach.line for breach in in_python(sources(tmp_path)[0])] == [1, 2]
