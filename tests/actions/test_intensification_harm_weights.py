"""Harm weights by file: taken in by somebody with a name, once, and refused with what, where and what to do."""

from pathlib import Path

import pytest

from firstbell.foundations.take_in.rules import Unusable
from firstbell.joint.intensification import queries
from firstbell.joint.intensification.intake import take_in_harm_weights
from firstbell.joint.intensification.models import HarmTable
from firstbell.pure.actor import Actor
from world.intensification import NOW, PLANNER
from world.invented_harm import INVENTED, TEXT


def taken(folder: Path, text: str | bytes, by: Actor = PLANNER) -> tuple[int, int]:
    """How many weights changed something, and nothing, in a file of this text."""
    path = folder / "weights.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = take_in_harm_weights(path=path, by=by, now=NOW, progress=lambda done: None)
    assert (found.lines, found.rejected) == (found.changed + found.unchanged, 0)
    return found.changed, found.unchanged


@pytest.mark.django_db
def test_a_file_is_loaded_once_and_the_file_loaded_last_is_used(tmp_path: Path) -> None:
    assert taken(tmp_path, TEXT) == (3, 0)
    assert taken(tmp_path, TEXT) == (0, 3)
    later = TEXT.replace("X1 = 1", "X1 = 2")
    assert (taken(tmp_path, later), taken(tmp_path, TEXT)) == ((3, 0), (3, 0))
    found = queries.harm_loaded()
    assert found is not None
    assert (found.title, found.digest, HarmTable.objects.count()) == (INVENTED.title, INVENTED.digest, 3)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TEXT.replace('source = "nobody: these numbers mean nothing"', ""), "weights.toml: .*do not say: source. Copy"),
        ("[weights", "weights.toml: .*not written as TOML.*Look at that line"),
        (TEXT.replace("X1 = 1", "X1 = -1"), "weights.toml: The weight of offence X1 is no number above 0"),
        (b"\xff\xfe", "weights.toml: is not UTF-8. Save it"),
    ],
)
def test_a_bad_file_is_refused_whole_and_says_where(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(Unusable, match=says):
        taken(tmp_path, text)
    assert not HarmTable.objects.exists()


@pytest.mark.django_db
def test_nobody_without_a_name_loads_weights(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="Only somebody with a name"):
        taken(tmp_path, TEXT, by=Actor("administrator", "force:staffordshire"))
    with pytest.raises(Unusable, match="cannot be read"):
        take_in_harm_weights(path=tmp_path / "none.toml", by=PLANNER, now=NOW, progress=lambda done: None)
