"""Learning from what people decided, and reading what was learnt."""

from firstbell.registers.linkage.intake.second import KeptSecond, digest_in, learn_second

__all__ = ["KeptSecond", "digest_in", "learn_second"]
