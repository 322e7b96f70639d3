"""What every page and every no looks like to a browser: headers, neutral titles, ways on, and nothing of anybody's."""

import hashlib
import io
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIRequest
from django.core.management import call_command
from django.template import engines
from django.test import Client
from jinja2.exceptions import UndefinedError
from pytest_django import Settings

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.interfaces.web.design import navigation, uploads
from firstbell.interfaces.web.design.assets import Assets
from firstbell.interfaces.web.design.logs import Plain
from screens.design_sample import LISTED


class Logged:
    """What the settings' own handler would have written."""

    def __enter__(self) -> "Logged":
        self.out = io.StringIO()
        self.handler = logging.StreamHandler(self.out)
        self.handler.setFormatter(Plain("%(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(self.handler)
        return self

    def __exit__(self, *failure: object) -> None:
        logging.getLogger().removeHandler(self.handler)

    @property
    def text(self) -> str:
        return self.out.getvalue()


pytestmark = pytest.mark.urls("screens.design_sample")

ROOT = Path(__file__).resolve().parents[2]
MADE = ROOT / "src/firstbell/interfaces/web/design/static/firstbell"


def test_no_page_lies_in_a_cache_or_asks_another_site_for_anything(client: Client) -> None:
    answer = client.get("/list/")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "camera=()" in answer["Permissions-Policy"]
    policy = dict(one.strip().split(" ", 1) for one in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/list/", "/form/", "/refused/", "/nothing/"])
def test_no_page_has_a_script_or_a_style_of_its_own(client: Client, address: str) -> None:
    text = client.get(address).content.decode()
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", text))
    assert "<style" not in text
    assert not re.search(r"\s(style|on[a-z]+)=", text)
    assert not re.search(r'(src|href)="(https?:)?//(?!www\.bbc\.co\.uk)', text), "but for the page to exit to"


def test_a_page_says_whose_it_is_and_where_one_can_go(client: Client) -> None:
    text = client.get("/list/").content.decode()
    assert '<html lang="en-gb"' in text
    assert "<title>Notices – Firstbell</title>" in text
    assert 'href="#main-content"' in text
    assert "Staffordshire Police" in text
    assert text.count('aria-current="page"') == 2, "this page in the menu, and the first page of the list"
    assert "Audit trail" not in text, "a desk officer may not open it"
    assert 'href="/account/"' in text
    assert 'href="/seats/"' in text, "there are two"
    assert '<form method="post" action="/sign-out/" data-sign-out>' in text


def test_no_place_is_offered_before_its_address_exists() -> None:
    found = [place for place in navigation.PLACES if navigation.address_of(place.view)]
    assert {place.view for place in found} == {"police:morning", "police:notices", "police:reviews"}


def test_a_seat_is_offered_only_what_it_may_open() -> None:
    def seat(*roles: str) -> Seat:
        return Seat(1, "a@force.example", "A", "force:staffordshire", "Staffordshire Police", roles)

    assert {link.words for link in navigation.items(seat("desk_officer"), None)} == {
        "This morning",
        "Reviews",
        "Notices",
    }
    assert navigation.items(seat("administrator"), None) == ()
    assert navigation.items(None, None) == ()
    assert navigation.account_links(False, 2) == ()
    assert [link.words for link in navigation.account_links(True, 1)] == ["Your account"]


def test_a_no_of_the_rules_says_why_and_what_to_do(client: Client) -> None:
    answer = client.get("/refused/", headers={"Referer": "http://testserver/list/?page=2"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Notice FB-0007 was acknowledged at 8:02am." in text
    assert "Open the notice again to see who acknowledged it." in text
    assert 'href="/list/"' in text


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/x", "http://testserver//elsewhere.example/", ""])
def test_the_way_back_never_leads_elsewhere(client: Client, elsewhere: str) -> None:
    text = client.get("/refused/", headers={"Referer": elsewhere}).content.decode()
    assert re.search(r'href="/">\s*Go back to the page', text)


def test_what_is_not_yours_looks_as_if_it_did_not_exist(client: Client) -> None:
    hers, nowhere = client.get("/not-yours/"), client.get("/nothing/")
    assert hers.status_code == nowhere.status_code == 404
    assert hers.content == nowhere.content


def test_a_failure_shows_a_code_and_logs_it_with_nothing_that_was_typed(client: Client) -> None:
    client.raise_request_exception = False
    with Logged() as log:
        answer = client.get("/breaks/Zoe-ONeill/")
    assert answer.status_code == 500
    code = re.search(r'inset-text">([0-9a-f]{8})<', answer.content.decode())
    assert code
    assert code[1] in log.text
    assert "builtins.ValueError" in log.text
    assert "breaks/<reference>/" in log.text
    assert "design_sample.py" in log.text
    for one in (answer.content.decode(), log.text):
        assert "Neill" not in one
        assert "is no number" not in one


def test_an_address_that_is_not_there_is_not_logged(client: Client) -> None:
    with Logged() as log:
        client.get("/child/zoe-oneill/")
    assert "Not Found: (no such address)" in log.text
    assert "oneill" not in log.text


def test_a_cause_is_logged_without_its_text() -> None:
    with Logged() as log:
        try:
            try:
                raise KeyError("Zoë")
            except KeyError as cause:
                raise ValueError("O’Neill") from cause
        except ValueError:
            logging.getLogger("firstbell").exception("failed")
    assert "builtins.KeyError" in log.text
    assert "builtins.ValueError" in log.text
    assert "Zoë" not in log.text
    assert "Neill" not in log.text


def test_the_settings_log_so() -> None:
    assert django_settings.LOGGING["formatters"]["plain"]["()"] == f"{Plain.__module__}.Plain"
    assert django_settings.LOGGING["root"]["handlers"] == ["out"]


def test_a_file_that_is_too_large_is_refused_in_a_sentence(client: Client, settings: Settings) -> None:
    settings.MOST_UPLOADED = 3 << 20
    answer = client.post("/form/", {"file": io.BytesIO(b"x" * (4 << 20))})
    assert answer.status_code == 413
    assert "A file may have up to 3 MB." in answer.content.decode()


def test_nothing_of_a_file_of_500_mb_is_kept_and_only_so_much_is_read(settings: Settings) -> None:
    class Endless:
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"x" * size

        readline = read

    settings.MOST_UPLOADED = 2 << 20
    body: Any = Endless()
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_LENGTH": str(500 << 20),
            "wsgi.input": body,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
        }
    )
    answer = uploads.TooLarge(lambda request: pytest.fail("it went on"))(request)
    assert answer.status_code == 413
    assert body.given <= uploads.READ_PAST * settings.MOST_UPLOADED


@pytest.mark.parametrize("stated", ["-1", "many", "", "1e9"])
def test_a_length_that_is_none_does_not_break_the_page(client: Client, stated: str) -> None:
    assert client.get("/list/", CONTENT_LENGTH=stated).status_code == 200


def test_a_form_that_was_open_too_long_can_be_sent_again_from_our_own_page() -> None:
    client = Client(enforce_csrf_checks=True)
    typed = {"name": 'Zoë "the Bell" O’Neill', "csrfmiddlewaretoken": "old"}
    answer = client.post("/form/", typed, headers={"Sec-Fetch-Site": "same-origin"})
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "This page was open too long" in text
    assert 'name="name" value="Zoë &#34;the Bell&#34; O’Neill"' in text
    assert text.count("csrfmiddlewaretoken") == 1


@pytest.mark.parametrize("sent_from", ["cross-site", "same-site", "none", ""])
def test_what_another_site_sends_is_not_offered_to_be_sent_again(sent_from: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/form/", {"name": "forged"}, headers={"Sec-Fetch-Site": sent_from})
    assert answer.status_code == 403
    assert "forged" not in answer.content.decode()


def test_a_template_that_asks_for_what_is_not_there_fails_instead_of_showing_nothing() -> None:
    made = engines["jinja2"].from_string
    for wrong in ("{{ nothing }}", "{% if nothing %}x{% endif %}", "{{ shown.nothing }}", LISTED):
        with pytest.raises(UndefinedError):
            made(wrong).render({"shown": object()})


def test_whatever_is_put_into_a_template_is_escaped() -> None:
    assert engines["jinja2"].from_string("{{ x }}").render({"x": "<b>"}) == "&lt;b&gt;"


def test_what_was_compiled_is_what_the_manifest_says() -> None:
    stated = dict(reversed(line.split("  ")) for line in (ROOT / "frontend/MANIFEST.sha256").read_text().splitlines())
    assert {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in MADE.iterdir()} == stated


def test_what_is_collected_is_found_under_a_name_that_changes_with_it(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": f"{Assets.__module__}.Assets"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    address = Assets(location=tmp_path).url("firstbell/styles.css")
    assert re.fullmatch(r"/static/firstbell/styles\.[0-9a-f]{12}\.css", address)
    assert (tmp_path / address.removeprefix("/static/")).exists()
    assert (tmp_path / f"{address.removeprefix('/static/')}.gz").exists()
    assert Assets(location=tmp_path / "elsewhere").url("firstbell/styles.css") == "/static/firstbell/styles.css"


def test_no_font_crest_or_picture_of_a_government_is_taken() -> None:
    styles = (MADE / "styles.css").read_text()
    assert "GDS Transport" not in styles
    assert not re.search(r"url\((?!\"?data:)", styles)
    assert {file.suffix for file in MADE.iterdir()} == {".css", ".js", ".svg"}
