"""Unique pupil numbers: a check letter, the authority's number, a school's number, the year, a serial.

The check is DfE's: the twelve characters after the letter, weighted 2 to 13, modulo 23. School numbers are taken from
9000 to 9999 and 0000 to 0999, which no school has, so that no invented number is a real pupil's.
"""

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
MOST = 2_000_000  # different numbers of one authority


def check_letter(twelve: str) -> str:
    return LETTERS[sum(int(digit) * weight for weight, digit in enumerate(twelve, 2)) % 23]


def upn(authority_number: str, ordinal: int, year: int) -> str:
    """The number of the pupil ``ordinal`` (0 to 1,999,999, each used once), issued in ``year``.

    Raises ValueError where the ordinal is past the last.
    """
    if not 0 <= ordinal < MOST:
        raise ValueError(f"there are {MOST:,} numbers")
    mixed = (ordinal * 1_234_577 + 271_829) % MOST  # a permutation: the factor shares no divisor with MOST
    school = (9000 + mixed // 1000) % 10000
    twelve = f"{authority_number}{school:04}{year % 100:02}{mixed % 1000:03}"
    return check_letter(twelve) + twelve
