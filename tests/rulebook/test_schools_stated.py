"""R5, rank 3: which school somebody's words mean, as a table that a school's clerk can read."""

from firstbell.registers.schools.rules.places import Index, Place
from firstbell.registers.schools.rules.stated import stated
from rulebook.tables import Page, Table, each_row

# name | ages | street | locality | town | kilometres east of Aldersby | former name
SCHOOLS = """
Aldersby High School|11-18|Castle Road||Aldersby|0|
Castle Academy|11-16|Mill Road||Aldersby|1|Northgate Comprehensive School
St Mary's CofE Primary School|4-11|Church Lane||Aldersby|0|
St Mary's Catholic Primary Academy|3-11|Abbey Street||Aldersby|1|
St Paul's CofE Academy|11-16|Priory Way||Aldersby|2|
Oakfield Infant School|4-7|Oak Avenue||Aldersby|2|
Oakfield Junior School|7-11|Oak Avenue||Aldersby|2|
Little Acorns Nursery School|2-5|Park Drive||Aldersby|1|
Royal Victoria School|5-16|Hospital Road||Aldersby|3|
Aldersby Sixth Form College|16-19|College Road||Aldersby|1|
Co-op Academy Clarice Hill|4-11|Goldsmith Street||Aldersby|4|
Meadow Bank Academy|11-16|Bank Street||Aldersby|2|Bradwell High School
Haverley Academy|11-16|High Lane|Haverley|Aldersby|3|
Haverley Grange Academy|11-18|Grange Drive||Aldersby|4|
Brackwell Primary School|3-11|Mill Road|Brackwell|Aldersby|5|
Hillcrest Primary School|4-11|Green Lane|Brackwell|Aldersby|5|
Queen Edith's Grammar School|11-18|The Green||Coldmere|12|
Coldmere High School|13-18|Ford Road||Coldmere|12|
Coldmere Middle School|9-13|Ford Road||Coldmere|12|
St Luke's CofE First School|4-9|School Lane||Coldmere|13|
St Peter & St Paul Catholic Primary|4-11|Abbey Street||Coldmere|12|
St Luke's CofE Primary School|4-11|Station Road||Dunley|22|
Sir Gerald Ashdown High School|11-18|North Avenue||Dunley|22|
Blythe Marsh Community School|4-11|Marsh Lane||Dunley|22|
Heyworth Community School|4-11|Mill Street||Easthorpe|70|
""".strip()
HOMES = {"Aldersby": 0, "Coldmere": 12, "Dunley": 22, "Easthorpe": 70}


def place(number: int, line: str) -> Place:
    name, ages, street, locality, town, km, former = line.split("|")
    low, high = ages.split("-")
    return Place.of(
        name,
        urn=f"{100001 + number}",
        authority=None,
        former=[former] if former else [],
        towns=(locality, town),
        street=street,
        ages=(int(low), int(high)),
        point=(int(km) * 1000, 0),
    )


INDEX = Index.of(place(number, line) for number, line in enumerate(SCHOOLS.splitlines()))


def meant(words: str, age: str, home: str) -> tuple[str, ...]:
    """The school that is meant; *ask:* and those that may be; or nobody."""
    points = [(HOMES[home] * 1000, 0)] if home in HOMES else []
    found = stated(INDEX, words.strip('"'), points=points, age=int(age) if age.isdigit() else None, authority=None)
    names = [one.name for one in found]
    if found and found[0].unique:
        return (names[0],)
    more = [f"{len(names) - 2} more"] if len(names) > 2 else []
    return ("ask: " + "; ".join(names[:2] + more) if names else "nobody",)


def table(title: str, says: str, cells: str) -> Table:
    return Table(
        title,
        "R5; the ladder of evidence, rank 3",
        says,
        meant,
        f"words said | age | home => school\n{cells.strip()}",
    )


NAMES = table(
    "The name, however it is written",
    "Case, apostrophes, plurals, abbreviations, a slip of the fingers and what is left out make no difference, as long"
    " as no other school within 30 km of the home can be meant.",
    """
    "Sir Gerald Ashdown High School" | 14 | Dunley => Sir Gerald Ashdown High School
    "SIR GERALD ASHDOWN" | 14 | Dunley => Sir Gerald Ashdown High School
    "Gerald Ashdown" | 14 | Dunley => Sir Gerald Ashdown High School
    "ashdowns" | 14 | Dunley => Sir Gerald Ashdown High School
    "SGA" | 14 | Dunley => Sir Gerald Ashdown High School
    "QEGS" | 12 | Coldmere => Queen Edith's Grammar School
    "Queen Ediths" | 12 | Coldmere => Queen Edith's Grammar School
    "Qeen Edith's grammer" | 12 | Coldmere => Queen Edith's Grammar School
    "Coop Clarice Hill" | 8 | Aldersby => Co-op Academy Clarice Hill
    "claricehill" | 8 | Aldersby => Co-op Academy Clarice Hill
    "Clarise Hill Acad" | 8 | Aldersby => Co-op Academy Clarice Hill
    "Blythemarsh" | 6 | Dunley => Blythe Marsh Community School
    "Castle High" | 13 | Aldersby => Castle Academy
    "castle comp" | 13 | Aldersby => Castle Academy
    "Saint Pauls" | 13 | Aldersby => St Paul's CofE Academy
    "st. paul's c of e" | 13 | Aldersby => St Paul's CofE Academy
    "little acorns nsy" | 3 | Aldersby => Little Acorns Nursery School
    "Royal Victoria" | 9 | Aldersby => Royal Victoria School
    """,
)
BESIDE = table(
    "What is said beside it",
    "The class, the teacher, the trust, the town and the street are understood and left out, or help to tell.",
    """
    "y8 at Castle" | 12 | Aldersby => Castle Academy
    "Castle Academy, Miss Haverley, year 8" | 12 | Aldersby => Castle Academy
    "Hillcrest - Mrs Brackwell's class" | 8 | Aldersby => Hillcrest Primary School
    "hillcrest primary year 4 miss smith" | 8 | Aldersby => Hillcrest Primary School
    "She goes to Hillcrest I think" | 8 | Aldersby => Hillcrest Primary School
    "Three Rivers Trust, Hillcrest Primary School" | 8 | Aldersby => Hillcrest Primary School
    "Clarice Hill (Potteries Learning Trust)" | 8 | Aldersby => Co-op Academy Clarice Hill
    "St Mary's, Church Ln" | 8 | Aldersby => St Mary's CofE Primary School
    "St Mary's, Abbey Street" | 8 | Aldersby => St Mary's Catholic Primary Academy
    "St Luke's, Coldmere" | 8 | Coldmere => St Luke's CofE First School
    "St Lukes in Dunley" | 8 | Coldmere => St Luke's CofE Primary School
    "nursery at Brackwell Primary School" | 3 | Aldersby => ask: Brackwell Primary School; Hillcrest Primary School
    """,
)
SEVERAL = table(
    "Where several may be meant, a person is asked",
    "Denomination, kind and age tell neighbours of one name apart. What cannot be told apart is never guessed, not even"
    " by who is nearer.",
    """
    "St Marys" | 8 | Aldersby => ask: St Mary's CofE Primary School; St Mary's Catholic Primary Academy
    "St Mary's RC" | 8 | Aldersby => St Mary's Catholic Primary Academy
    "St Mary's CofE" | 8 | Aldersby => St Mary's CofE Primary School
    "st marys primary" | 8 | Aldersby => ask: St Mary's CofE Primary School; St Mary's Catholic Primary Academy
    "Oakfield" | 5 | Aldersby => Oakfield Infant School
    "Oakfield" | 10 | Aldersby => Oakfield Junior School
    "Oakfield" | 7 | Aldersby => ask: Oakfield Infant School; Oakfield Junior School
    "Oakfield" | not known | Aldersby => ask: Oakfield Infant School; Oakfield Junior School
    "Oakfield juniors" | 7 | Aldersby => Oakfield Junior School
    "Haverley" | 13 | Aldersby => ask: Haverley Academy; Haverley Grange Academy
    "Haverley Academy" | 13 | Aldersby => Haverley Academy
    "Haverley Grange" | 13 | Aldersby => Haverley Grange Academy
    "St Pauls" | 8 | Coldmere => ask: St Peter & St Paul Catholic Primary; St Paul's CofE Academy
    "St Pauls" | 13 | Coldmere => St Paul's CofE Academy
    "St Luke's" | 8 | Coldmere => ask: St Luke's CofE First School; St Luke's CofE Primary School
    "St Luke's first school" | 8 | Coldmere => ask: St Luke's CofE First School; St Luke's CofE Primary School
    "St Luke's Church of England First School" | 8 | Coldmere => St Luke's CofE First School
    "St Luke's CofE Primary School" | 8 | Coldmere => ask: St Luke's CofE First School; St Luke's CofE Primary School
    "Aldersby sixth form" | 16 | Aldersby => ask: Aldersby High School; Aldersby Sixth Form College; 3 more
    """,
)
PLACES = table(
    "A place is not a name",
    "Who says only a town, or a town and *primary* or *high*, may mean any school there that suits the child, unless"
    " the school's own name was said in full. A street can be enough, a town never.",
    """
    "Brackwell" | 8 | Aldersby => ask: Brackwell Primary School; Hillcrest Primary School
    "y3 at Brackwell" | 8 | Aldersby => ask: Brackwell Primary School; Hillcrest Primary School
    "Brackwell primary" | 8 | Aldersby => ask: Brackwell Primary School; Hillcrest Primary School
    "Brackwell Primary School" | 8 | Aldersby => Brackwell Primary School
    "the primary in Brackwell" | 8 | Aldersby => ask: Brackwell Primary School; Hillcrest Primary School
    "Coldmere" | 11 | Coldmere => ask: Coldmere Middle School; Queen Edith's Grammar School; 3 more
    "Coldmere" | 14 | Coldmere => ask: Coldmere High School; Coldmere Middle School; 3 more
    "Coldmere High School" | 14 | Coldmere => Coldmere High School
    "the academy on Mill Road" | 13 | Aldersby => Castle Academy
    "academy on mill rd" | not known | Aldersby => ask: Castle Academy; Brackwell Primary School
    "St Mary's on Church Lane" | 8 | Aldersby => St Mary's CofE Primary School
    "the school on Church Lane" | 8 | Aldersby => St Mary's CofE Primary School
    "the school on Ford Road" | 12 | Coldmere => ask: Coldmere Middle School; Coldmere High School
    "the school on Ford Road" | 10 | Coldmere => Coldmere Middle School
    "school in Dunley" | 8 | Dunley => ask: St Luke's CofE Primary School; Blythe Marsh Community School; 1 more
    """,
)
BEFORE = table(
    "Former names, other times, other children",
    "A closed school's name leads to the one that carries it on. Words about another time, another child or another"
    " school never make one certain.",
    """
    "Northgate Comp" | 13 | Aldersby => Castle Academy
    "Bradwell high" | 13 | Aldersby => Meadow Bank Academy
    "used to go to Castle" | 13 | Aldersby => ask: Castle Academy
    "left Castle, now home educated" | 13 | Aldersby => ask: Castle Academy
    "starts at Castle in September" | 11 | Aldersby => ask: Castle Academy
    "brother at Castle" | 12 | Aldersby => ask: Castle Academy
    "doesn't go to Castle" | 13 | Aldersby => ask: Castle Academy
    "Castle or Meadow Bank" | 13 | Aldersby => ask: Meadow Bank Academy
    """,
)
AGAINST = table(
    "What speaks against it",
    "An age that does not fit, words that are left over, or a better fit beyond reach, and a person is asked.",
    """
    "Sir Gerald Ashdown" | 6 | Dunley => ask: Sir Gerald Ashdown High School
    "Castle Grange" | 13 | Aldersby => ask: Castle Academy; Haverley Grange Academy
    "St Mary's Dunley" | 8 | Aldersby => ask: St Mary's CofE Primary School; St Mary's Catholic Primary Academy
    "Heyworth" | 8 | Aldersby => nobody
    "Heyworth" | 8 | Easthorpe => Heyworth Community School
    "Royal Victoria hospital" | 9 | Aldersby => ask: Royal Victoria School
    "Castle College" | 17 | Aldersby => ask: Castle Academy
    """,
)
NOBODY = table(
    "Words that mean nobody",
    "Where no school was said, none is found.",
    """
    "not at school" | 8 | Aldersby => nobody
    "home educated" | 8 | Aldersby => nobody
    "nursery" | 3 | Aldersby => nobody
    "primary school" | 8 | Aldersby => nobody
    "doesn't know" | 8 | Aldersby => nobody
    "year 6" | 10 | Aldersby => nobody
    "Hogwarts" | 12 | Aldersby => nobody
    "" | 8 | Aldersby => nobody
    """,
)
PAGE = Page(
    "schools-stated",
    "What a school is called",
    "Which school the words of a child or parent mean, given the child's age and home. One school: it may be told if"
    " age and distance agree too (the ladder's third rank). *ask:* a person decides, and these are shown, best first."
    " Aldersby, Coldmere (12 km east), Dunley (22 km) and Easthorpe (70 km) are invented, and so are their schools.",
    (NAMES, BESIDE, SEVERAL, PLACES, BEFORE, AGAINST, NOBODY),
)


@each_row(PAGE)
def test_a_row_of_the_rulebook(table: Table, given: tuple[str, ...], then: tuple[str, ...]) -> None:
    assert table.rule(*given) == then


def test_no_row_depends_on_the_order_of_the_register() -> None:
    backwards = Index.of(reversed(INDEX.places))
    for words in (given[0] for one in PAGE.tables for given, _ in one.rows):
        one, other = (
            {each.urn for each in stated(index, words, points=[(0, 0)], age=8, authority=None) if each.unique}
            for index in (INDEX, backwards)
        )
        assert one == other
