"""What is said beside a school's name: teachers, classes, trusts, chatter; and what says that it is not meant."""

import re

ASIDES = (
    re.compile(
        r"\b(?:class |form )?(?:teacher|tutor|head ?teacher|head)?:? ?\b(?:miss|mrs|mr|ms)\.? [a-z]+(?: class)?\b"
    ),
    re.compile(r"\b(?:year|yr|y|class|form|key stage|ks|set) ?\d{1,2}[a-z]?\b"),
    re.compile(r"(?:^|[,(;:/]| - )[^,(;:/]{0,60}?\b(?:trust|mat|federation)\b"),
)
"""The teacher, the class, the trust in a part of its own. In a school's name itself they would be part of it."""
CHATTER = frozenset(
    """
    mum mother dad father nan gran parent brother sister sibling twin cousin also there here say said told start started
    starting since september january easter summer autumn spring term full part time day daily week top set bottom good
    bad both all too same last next this that just only still so but who which where when what have had been be am are
    we you them him me my our us its teacher tutor head headteacher class lesson bus walk nearby nearest area attendance
    enrolled registered register roll name left went gone age aged old young year month his her disclosed
    state stated mentioned confirmed according seen aware via per re ref do does did can cant remember would will wont
    didnt isnt wasnt living live lived move moved moving stay staying refused told before after until once never
    """.split()
)
"""Words that tell nothing, unless a school bears them and more of its name is said."""
_CHILD = r"(?:brother|sister|sibling|twin|cousin|mum|mother|dad|father|parent)s?"
DENIALS = re.compile(
    r"\b(?:not (?:at|in|to|from|any)|no longer|any ?more|used to|formerly|previous(?:ly)?|once|ex|left|was|were|went|"
    r"had|excluded|expelled|removed|withdrawn|off ?rolled|until|before|last year|starts|starting|will|due to|"
    r"from september|going to (?:start|go)|applied|applying|application|waiting|awaiting|offered|move[sd]?|moving|"
    r"transfer\w*|visit\w*|never|isnt|wasnt|arent|doesnt|dont|didnt|wont|or|either|instead|works?|worked|"
    rf"{_CHILD} (?:is |are |goes |go |who )*(?:at|to|in|attends?|goes|is))\b"
)
"""Another time, another child, another school: the words may name an establishment, but nobody's for certain."""


def without_asides(tidied: str) -> str:
    for aside in ASIDES:
        tidied = aside.sub(" , ", tidied)
    return tidied


def denials_in(tidied: str) -> frozenset[str]:
    """The first word of everything by which the words may not mean the child's school of today."""
    return frozenset(found[0].split()[0] for found in DENIALS.finditer(tidied))
