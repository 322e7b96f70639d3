"""Who asks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody, or a job, acting for exactly one organisation.

    ``name`` is how the audit trail names them (a sign-in e-mail, or ``job:route``).
    ``organisation`` is ``force:staffordshire``, ``authority:E06000021`` or ``establishment:124490``.
    """

    name: str
    organisation: str

    @property
    def kind(self) -> str:
        return self.organisation.partition(":")[0]

    @property
    def code(self) -> str:
        return self.organisation.partition(":")[2]
