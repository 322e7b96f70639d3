"""The default way out: one file a message in a folder, for something else to fetch, or for a person to look at."""

import os
from pathlib import Path

from firstbell.foundations.delivery.gateways.letter import written
from firstbell.foundations.delivery.rules.sending import Memory, Outgoing, TemporaryFailure

SENDER = "firstbell@firstbell.invalid"
"""What stands as the sender in a file: an address that can never exist."""


class OutboxGateway:
    """``<key>.eml`` in ``folder``, readable by this user only, there whole or not at all.

    Whoever fetches the files copies them: one taken away from under a worker that was killed would be written again.
    """

    memory = Memory()

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"outbox:{folder}"

    def send(self, message: Outgoing) -> str:
        """The file's name. TemporaryFailure where it cannot be written."""
        file = self._file(message.key)
        try:
            if not self.find(message.key):
                self._write(file, written(message, SENDER))
        except OSError as error:
            raise TemporaryFailure(f"the outbox cannot be written ({error.strerror})", fault="gateway") from error
        return file.name

    def find(self, key: str) -> bool:
        try:
            self._file(key).stat()  # Path.exists would also call a file missing that cannot be looked for
        except FileNotFoundError:
            return False
        except OSError as error:
            raise TemporaryFailure(f"the outbox cannot be read ({error.strerror})", fault="gateway") from error
        return True

    def _file(self, key: str) -> Path:
        return self.folder / f"{key}.eml"

    def _write(self, file: Path, content: bytes) -> None:
        """To a file beside it, down to the disk, and then in one step to its name, so that nobody ever sees a half."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.folder / f".{file.name}.part"  # one name a key: what a killed process left is written over
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.rename(file)
        folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
