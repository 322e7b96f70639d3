"""The forms of a page as a browser would send them, with every box filled in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"day": "1", "month": "2", "year": "2027", "first_day_day": "1"}
LEFT_AS_THEY_ARE = frozenset({"hidden", "submit"})


@dataclass
class SentForm:
    """``choices`` are the values that each field offers; a field that offers none is typed into."""

    action: str
    method: str
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, at: int) -> dict[str, str]:
        """Every field with its first choice (``at`` 0) or its last (-1), or some words."""
        return {name: offered[at] if offered else _typed(name) for name, offered in self.choices.items()}


def _typed(name: str) -> str:
    return next((said for part, said in TYPED.items() if name.endswith(f"_{part}")), "some words")


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[SentForm] = []
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(SentForm(given.get("action", ""), given.get("method", "get").lower()))
        elif self.found and tag in ("input", "textarea", "select", "button") and given.get("name"):
            self._field(tag, given)
        elif tag == "option" and self.select:
            self.found[-1].choices[self.select].append(given.get("value", ""))

    def _field(self, tag: str, given: dict[str, str]) -> None:
        offered = self.found[-1].choices.setdefault(given["name"], [])
        self.select = given["name"] if tag == "select" else ""
        if given.get("type") in ("radio", "checkbox", *LEFT_AS_THEY_ARE) or tag == "button":
            offered.append(given.get("value", "on"))


def forms_of(page: str) -> list[SentForm]:
    """Every form of the page that is sent (``post``)."""
    parser = _Forms()
    parser.feed(page)
    return [form for form in parser.found if form.method == "post"]
