"""Who sits where."""

from datetime import datetime

from world.cast import Door


def test_the_cast_signs_in(signed_in_as: Door, morning: datetime) -> None:
    assert "_auth_user_id" in signed_in_as("asha").session
